"""What leads to a text that its own work encloses. All texts here are our own."""

from __future__ import annotations

from tests.enrich.test_references import RIVER, leads, resolve, shaped


def test_what_a_notice_issues_stands_in_the_notice() -> None:
    lines = (
        "关于印发清运湖滩垃圾方案的通知",
        "现将《清运湖滩垃圾方案》印发给你们。",
        "#清运湖滩垃圾方案",
        "《清运湖滩垃圾方案》按年修订。",
    )
    works, problems = resolve(shaped("x", *lines))
    (section,) = works["x"].root.children
    assert leads(works["x"]) == [("《清运湖滩垃圾方案》", [f"x#{section.anchor}"])]  # and none from inside it
    assert problems == ()


def test_a_text_that_the_library_holds_goes_before_one_that_is_quoted() -> None:
    works, _ = resolve(RIVER, shaped("x", "问答", "河道由《河道法》保护。", "#河道法", "第一条讲保护。"))
    assert leads(works["x"]) == [("《河道法》", ["river#title"])]


def test_titles_that_head_two_sections_lead_nowhere() -> None:
    works, problems = resolve(
        shaped("x", "汇编", "见《清运办法》。", "#清运办法", "旧的一份。", "#清运办法", "新的一份。")
    )
    assert leads(works["x"]) == [("《清运办法》", [])]
    assert [problem.code for problem in problems] == ["D702"]


def test_a_rule_that_a_notice_issues_calls_itself_by_its_own_kind() -> None:
    lines = (
        "关于印发清运湖滩垃圾办法的通知",
        "现将《清运湖滩垃圾办法》印发给你们。",
        "#清运湖滩垃圾办法",
        "第一条　湖滩按段清运。",
        "第二条　按本办法第一条分段的，由湖务站立牌，本条例第一条不适用。",
    )
    works, problems = resolve(shaped("x", *lines))
    assert leads(works["x"])[1:] == [("本办法第一条", ["x#art-1"]), ("本条例第一条", [])]
    assert [problem.code for problem in problems] == ["D701"]
