// The place being read, marked in the contents beside the text: the last entry that begins above a line of the window.
// The line stands a third down and sinks to the bottom as the page ends, so that short last sections have their turn;
// after a jump the target is the place, wherever the window could bring it, until the reader scrolls on.
(function () {
  "use strict";
  var entries = [], known = {};
  var drawer = document.querySelector("[data-sb-drawer]");
  var beside = document.querySelector(".md-sidebar--secondary .md-nav__list");
  if (drawer && beside) {
    var copy = beside.cloneNode(true);
    copy.removeAttribute("data-md-component"); // of the theme, which marks places of its own
    copy.querySelectorAll("li").forEach(function (entry) { entry.className = "md-nav__item"; }); // as entries look there
    drawer.append(copy);
  }
  document.querySelectorAll(".md-nav--secondary a.md-nav__link").forEach(function (link) { // of a drawer and of a column
    var start = link.hash && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!start) return;
    if (known[start.id]) return known[start.id].links.push(link);
    known[start.id] = { links: [link], start: start };
    entries.push(known[start.id]);
  });
  if (!entries.length) return;

  var FREE = 40; // pixels a window may settle after a jump
  var marked = null, jumped = null, waiting = false;

  function target() {
    var aim = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    var found = aim && entries.filter(function (entry) { return entry.start.contains(aim); })[0];
    return found ? { entry: found, at: null } : null;
  }

  function line() {
    var way = document.documentElement.scrollHeight - innerHeight, third = innerHeight / 3;
    if (way <= 0) return third;
    var left = Math.max(0, way - scrollY) / Math.min(way, innerHeight); // of a short page, all its way
    return third + (innerHeight - third) * (1 - Math.min(1, left));
  }

  function read() {
    if (jumped && jumped.at !== null && Math.abs(scrollY - jumped.at) > FREE) jumped = null;
    if (jumped) return jumped.entry;
    var edge = line(), current = entries[0];
    entries.forEach(function (entry) { if (entry.start.getBoundingClientRect().top < edge) current = entry; });
    return current;
  }

  function mark() {
    waiting = false;
    var entry = read();
    if (entry === marked) return;
    if (marked) marked.links.forEach(function (link) { link.removeAttribute("aria-current"); });
    marked = entry;
    entry.links.forEach(function (link) {
      link.setAttribute("aria-current", "location");
      var column = link.closest(".md-sidebar__scrollwrap");
      if (!column) return;
      var box = link.getBoundingClientRect(), around = column.getBoundingClientRect();
      if (box.top < around.top || box.bottom > around.bottom) column.scrollTop += box.top - around.top - around.height / 3;
    });
  }

  function later() {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(mark);
  }

  function jump() {
    jumped = target();
    mark();
    setTimeout(function () { if (jumped) jumped.at = scrollY; later(); }, 400);
  }

  addEventListener("scroll", later, { passive: true });
  addEventListener("resize", later);
  addEventListener("hashchange", jump);
  jump();
})();
