"""Pure statistics of the dashboard: array-likes in, frozen results out.

Nothing here knows of Streamlit, SQL, files or the other packages of the project. Each module
answers one kind of question; `cells` is the door through which the additive sums of the warehouse
(`n`, `total`, `total_sq`) come in.
"""
