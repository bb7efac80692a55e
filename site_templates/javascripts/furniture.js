// What does nothing without scripts is made by this one, the same for every page and so in none: the choices behind 字,
// the list of what a search found, the dialogs that cite, list the contents and the keys. {中文 · English} are our words
// in both languages.
(function () {
  "use strict";
  var article = document.querySelector(".md-content__inner");
  var panel = document.querySelector(".sb-typography > div");

  function made(written) {
    var holder = document.createElement("template");
    holder.innerHTML = written.replace(/\{([^{}]+?) · ([^{}]+)\}/g, '<span class="sb-zh" lang="zh">$1</span>' +
      '<span class="sb-and" lang="en"> · </span><span class="sb-en" lang="en">$2</span>');
    return holder.content;
  }

  // the choices

  // Of each its name, what it is called, its values, each with its words and a longer name, and what it does.
  var CHOICES = [
    ["face", "{字体 · Typeface}", [["serif", "{宋 · Serif}", "宋体 · Serif"], ["sans", "{黑 · Sans}", "黑体 · Sans"]]],
    ["size", "{字号 · Size}", [["small", "{小 · S}", "小 · S, small"], ["medium", "{中 · M}", "中 · M, medium"],
      ["large", "{大 · L}", "大 · L, large"]]],
    ["pinyin", "{标题拼音 · Pinyin over headings}", [["off", "{无拼音 · No pinyin}", "标题无拼音 · No pinyin over headings"],
      ["on", "{拼音 · Pīnyīn}", "标题注拼音 · Pinyin over headings"]], "{在标题上注音 · the sounds, over headings}"],
    ["script", "{字形 · Characters}", [["own", "{原文 · As printed}", "原文字形 · Characters as printed"],
      ["s", "{简 · Simplified}", "简体 · Simplified"], ["t", "{繁 · Traditional}", "繁体 · Traditional"],
      ["tw", "{臺 · Taiwan}", "台湾正体 · Taiwan"], ["hk", "{港 · Hong Kong}", "香港繁体 · Hong Kong"]],
    "{由 OpenCC 转换；复制和引用仍是原文 · converted by OpenCC; copies and citations keep the original}"],
    ["copy", "{复制 · Copying}", [["plain", "{只复制文字 · Text alone}", "只复制文字 · Copy the text alone"],
      ["source", "{附出处 · With source}", "长段附出处 · Copy long passages with their source"]],
    "{附出处：长段之后有题名和链接 · with source: a title and a link after long passages}"]
  ];

  function choice(one) {
    return "<fieldset><legend>" + one[1] + "</legend>" + one[2].map(function (value) {
      return '<label><input type="radio" name="sb-' + one[0] + '" value="' + value[0] + '" data-sb-choice="' + one[0] +
        '" aria-label="' + value[2] + '"><span>' + value[1] + "</span></label>";
    }).join("") + (one[3] ? "<small>" + one[3] + "</small>" : "") + "</fieldset>";
  }

  if (panel) {
    panel.prepend(made(CHOICES.map(choice).join("")));
    panel.append(made('<button type="button" data-sb-keys>{按键 · Keys} <kbd>?</kbd></button>'));
  }
  document.querySelectorAll("input[data-sb-choice]").forEach(function (input) {
    input.parentElement.title = input.getAttribute("aria-label");
  });

  // the search box: what clears it, and where search-box.js shows what it found

  var box = document.getElementById("sb-search");
  if (box) {
    box.querySelector("form").append(made('<nav class="md-search__options" aria-label="搜索 · Search">' +
      '<button type="reset" class="md-search__icon md-icon" title="清除 · Clear" aria-label="清除 · Clear" tabindex="-1">' +
      '<svg viewBox="0 0 24 24"><path d="m5 6.4 1.4-1.4 5.6 5.6L17.6 5 19 6.4 13.4 12l5.6 5.6-1.4 1.4-5.6-5.6L6.4 19 5 17.6l5.6-5.6z"/></svg>' +
      "</button></nav>"));
    box.querySelector(".md-search__inner").append(made('<div class="md-search__output">' +
      '<div class="md-search__scrollwrap" tabindex="0" role="region" aria-label="搜索结果 · Results" data-md-scrollfix>' +
      '<div class="md-search-result" id="sb-search-found" data-sb-search></div></div></div>'));
  }

  // a tab of a page by hand that the address names

  var tab = document.getElementById(location.hash.slice(1));
  if (tab && /^__tabbed_/.test(tab.name)) tab.checked = true;

  if (!article) return;

  // the dialogs

  var STYLES = [["gbt", "GB/T 7714"], ["chicago", "Chicago"], ["bibtex", "BibTeX"], ["ris", "RIS"], ["csl", "CSL-JSON"],
    ["quote", "{引文 · Quotation}"]];
  var CITING = '<dialog class="sb-citing" id="sb-citing" aria-labelledby="sb-citing-title"><form method="dialog">' +
    '<p class="sb-citing-title" id="sb-citing-title">{引用本段 · Cite this passage}</p><blockquote></blockquote>' +
    "<fieldset><legend>{格式 · Style}</legend> " + STYLES.map(function (one, at) {
      return '<label><input type="radio" name="sb-style" value="' + one[0] + '"' + (at ? "" : " checked") + "><span>" + one[1] +
        "</span></label>";
    }).join(" ") + "</fieldset>" +
    '<textarea readonly aria-label="引用文字 · Citation"></textarea><div class="sb-citing-actions">' +
    '<button type="button" data-sb-copy>{复制 · Copy}</button> ' +
    '<button type="button" data-sb-bookmark hidden>{加书签 · Bookmark}</button> ' +
    '<button type="submit">{关闭 · Close}</button> <span role="status"></span></div>' +
    '<p class="sb-citing-links"><a data-sb-permalink href="#">{本段链接 · Link to this passage}</a><a data-sb-receipt href="#"></a></p>' +
    "</form></dialog>";
  var OUTLINE = '<dialog class="sb-dialog" id="sb-outline" aria-labelledby="sb-outline-title"><form method="dialog">' +
    '<p class="sb-dialog-title" id="sb-outline-title">{目录 · Contents}</p>' +
    '<button type="submit" class="sb-dialog-close" aria-label="关闭 · Close">×</button></form>' +
    '<nav aria-labelledby="sb-outline-title"></nav></dialog>';

  function keys() {
    var known = [
      ["/ s f", "{搜索 · Search}", true], ["t", "{全篇目录 · Contents of the work}", document.querySelector(".sb-contents-open")],
      ["n .", "{下一页 · Next page}", document.querySelector(".md-footer__link--next")],
      ["p ,", "{上一页 · Previous page}", document.querySelector(".md-footer__link--prev")],
      ["Esc", "{关闭 · Close what is open}", true], ["?", "{这份列表 · This list}", true]
    ].filter(function (one) { return one[2]; }).map(function (one) {
      var marks = one[0].split(" ").map(function (key) { return "<kbd>" + key + "</kbd> "; }).join("");
      return "<div><dt>" + marks + "</dt><dd>" + one[1] + "</dd></div>";
    });
    return '<dialog class="sb-dialog" id="sb-keys" aria-labelledby="sb-keys-title"><form method="dialog">' +
      '<p class="sb-dialog-title" id="sb-keys-title">{按键 · Keys}</p><dl>' + known.join("") + "</dl>" +
      '<button type="submit">{关闭 · Close}</button></form></dialog>';
  }

  if (document.getElementById("sb-citation")) article.append(made(CITING));
  if (document.querySelector(".sb-contents-open")) article.append(made(OUTLINE));
  article.append(made(keys()));
})();
