// Streamlit puts its navigation links into divisions inside a list, which no list may hold: a reader
// by ear would hear a broken list. Each division becomes a group named by its heading.
(() => {
  const mend = () => {
    for (const list of document.querySelectorAll('[data-testid="stSidebarNavItems"]')) {
      if (list.getAttribute("role") !== "none") list.setAttribute("role", "none");
      for (const group of list.querySelectorAll(":scope > div")) {
        const name = group.querySelector("header p")?.textContent ?? "";
        if (group.getAttribute("aria-label") === name) continue;
        group.setAttribute("role", "group");
        group.setAttribute("aria-label", name);
      }
      for (const item of list.querySelectorAll("li:not([role])")) item.setAttribute("role", "none");
    }
  };
  // The welcome of a first visit (ui/welcome.py) is not shown again.
  addEventListener("pagehide", () => {
    document.cookie = "mingjian_visited=1; max-age=31536000; path=/; SameSite=Lax";
  });
  new MutationObserver(mend).observe(document, { subtree: true, childList: true });
})();
