"""What pages share: filters, figures, tables, number formats, words."""

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

# Beside a folder named pages/, Streamlit answers a deep link by running that page's file by itself,
# past app.py and its sign-in. Ours always begins with app.py: a run that did not is begun anew.
_past_app = PagesManager.uses_pages_directory
PagesManager.uses_pages_directory = False
if _past_app and get_script_run_ctx() is not None:
    st.rerun()
