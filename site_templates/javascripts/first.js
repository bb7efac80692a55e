// What must be known before anything is painted: what this reader chose (languages, type, colours), from what this
// browser kept. One file for all pages, asked for once, in the place of the theme's scripts inside each of them; the
// names with __md_ are those by which the theme's own script reads and keeps. A browser that keeps nothing is told
// nothing.
(function (root, told) {
  "use strict";
  var scope = window.__md_scope = new URL(told.scope, location);

  window.__md_get = function (name, store, of) {
    try { return JSON.parse((store || localStorage).getItem((of || scope).pathname + "." + name)); }
    catch (refused) { return null; } // or it is somebody else's, and can't be read
  };
  window.__md_set = function (name, value, store, of) {
    try { (store || localStorage).setItem((of || scope).pathname + "." + name, JSON.stringify(value)); }
    catch (refused) { /* this page alone knows it */ }
  };
  window.__md_hash = function (words) { // which announcement a reader has put away
    var sum = 0;
    for (var at = 0; at < words.length; at++) sum = (sum << 5) - sum + words.charCodeAt(at);
    return sum;
  };

  var choices = { shown: told.shown, face: "serif", size: "medium", pinyin: "off", copy: "plain", script: "own" };
  Object.keys(choices).forEach(function (name) {
    var kept = __md_get("shanben." + name);
    root.setAttribute("data-sb-" + name, typeof kept === "string" ? kept : choices[name]);
  });

  // Colours stand on the body, which is not there yet: they are put on as it comes, and nothing is painted before.
  var colours = (__md_get("__palette") || {}).color;
  if (!colours || colours.media === "(prefers-color-scheme)") return; // the latter asks the system: see header.html
  function paint() {
    if (!document.body) return;
    Object.keys(colours).forEach(function (name) { document.body.setAttribute("data-md-color-" + name, colours[name]); });
    coming.disconnect();
  }
  var coming = new MutationObserver(paint);
  coming.observe(root, { childList: true });
})(document.documentElement, document.currentScript.dataset);
