// Streamlit's own widgets speak English only. On a Chinese page their texts are replaced here,
// by exact match and never inside what people wrote.
(() => {
  const texts = new Map(Object.entries(__TEXTS__));
  const patterns = [...texts].filter(([english]) => english.includes("{}")).map(([english, chinese]) => [
    new RegExp("^" + english.split("{}").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("(.+?)") + "$"),
    chinese,
  ]);
  const attributes = ["aria-label", "placeholder", "title", "alt", "data-title"];
  const written = '[data-testid="stMarkdownContainer"], [data-testid="stText"], [data-testid="stCode"], textarea, script, style';
  const own = '[data-testid="stFileUploaderDropzone"]';

  const isChinese = () => {
    const asked = new URLSearchParams(location.search).get("lang");
    return asked ? asked === "zh" : navigator.language.startsWith("zh");
  };
  const inChinese = (english) => {
    const text = english.trim();
    if (!text) return null;
    if (texts.has(text)) return english.replace(text, texts.get(text));
    for (const [pattern, chinese] of patterns) {
      const found = text.match(pattern);
      if (found) return found.slice(1).reduce((result, value) => result.replace("{}", value), chinese);
    }
    return null;
  };
  const visit = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = root; node; node = walker.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE) {
        const parent = node.parentElement;
        if (parent?.closest(written) && !parent.closest(own)) continue;
        const chinese = inChinese(node.data);
        if (chinese !== null && chinese !== node.data) node.data = chinese;
      } else if (node.nodeType === Node.ELEMENT_NODE) {
        for (const name of attributes) {
          const value = node.getAttribute(name);
          const chinese = value && inChinese(value);
          if (chinese && chinese !== value) node.setAttribute(name, chinese);
        }
      }
    }
  };
  const apply = () => {
    document.documentElement.lang = isChinese() ? "zh-CN" : "en";
    if (isChinese()) visit(document.body);
  };
  new MutationObserver((changes) => {
    document.documentElement.lang = isChinese() ? "zh-CN" : "en";
    if (!isChinese()) return;
    for (const change of changes) {
      if (change.type === "characterData" || change.type === "attributes") visit(change.target);
      else change.addedNodes.forEach(visit);
    }
  }).observe(document, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: attributes,
  });
  addEventListener("DOMContentLoaded", apply);
})();
