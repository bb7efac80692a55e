"""Articles of two versions, paired by what they say. All texts here are our own."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from shanben.compare.articles import Article, Pair, pair_articles
from shanben.compare.rivals import OTHER_KIND, by_their_kind
from shanben.compare.said import Said

LAKE = "湖滩是指常年水位线以内的滩地，任何人不得在湖滩上堆放垃圾。"
BOATS = "船只应当停靠在登记的码头，夜间应当点灯，离港时向管理处报告。"
FISH = "每年三月至六月禁止捕鱼，违者由渔政机构没收渔具，并处罚款。"
FINES = "违反本条例规定堆放垃圾的，责令清除，处二百元以上一千元以下罚款。"
REEDS = "收割芦苇应当留出鸟类繁殖的地段，由湖务站划定并设立标志。"


def articles(*words: str) -> list[Article]:
    """Articles with these words, numbered from 1."""
    return [Article(f"art-{number}", f"第{number}条", "", text) for number, text in enumerate(words, 1)]


def paired(before: list[Article], after: list[Article]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(pair.before, pair.after) for pair in pair_articles(before, after)]


def test_an_inserted_article_shifts_those_behind_it() -> None:
    assert paired(articles(LAKE, BOATS, FINES), articles(LAKE, REEDS, BOATS, FINES)) == [
        ((0,), (0,)), ((), (1,)), ((1,), (2,)), ((2,), (3,)),
    ]  # fmt: skip


def test_what_is_gone_stands_where_it_stood() -> None:
    assert paired(articles(LAKE, FISH, BOATS), articles(LAKE, BOATS)) == [((0,), (0,)), ((1,), ()), ((2,), (1,))]


def test_an_article_that_moves_is_told_from_those_it_passes() -> None:
    pairs = pair_articles(articles(LAKE, BOATS, FISH, REEDS), articles(LAKE, FISH, REEDS, BOATS))
    assert [pair.after for pair in pairs if pair.moved] == [(3,)]


def test_a_reworded_article_at_its_place_is_the_same() -> None:
    new = "每年三月一日至六月三十日为禁渔期，禁渔期内捕鱼的，由渔政机构没收渔获和渔具。"
    assert ((1,), (1,)) in paired(articles(LAKE, FISH, FINES), articles(LAKE, new, FINES))


def test_an_article_is_split() -> None:
    assert paired(articles(LAKE, BOATS + "\n" + FISH), articles(LAKE, BOATS, FISH)) == [((0,), (0,)), ((1,), (1, 2))]


def test_articles_are_merged() -> None:
    assert paired(articles(LAKE, BOATS, FISH), articles(LAKE, BOATS + "\n" + FISH)) == [((0,), (0,)), ((1, 2), (1,))]


def test_nothing_against_nothing() -> None:
    assert pair_articles([], []) == ()
    assert pair_articles(articles(LAKE), []) == (Pair((0,), ()),)


WORDS = st.lists(st.sampled_from([LAKE, BOATS, FISH, FINES, REEDS, "", "本法自公布之日起施行。"]), max_size=8)


@given(WORDS, WORDS)
def test_every_article_stands_in_one_row(one: list[str], other: list[str]) -> None:
    pairs = pair_articles(articles(*one), articles(*other))
    assert sorted(index for pair in pairs for index in pair.before) == list(range(len(one)))
    assert sorted(index for pair in pairs for index in pair.after) == list(range(len(other)))
    later = [pair.after[0] for pair in pairs if pair.after]
    assert later == sorted(later)


WARDENS = "湖务站设巡湖员若干名，巡湖员每日沿岸巡查，遇有险情立即报告管理处。"
BIRDS = "鸟类繁殖季节不得驶入苇荡，观鸟者应当在木栈道上行走。"


def test_an_article_that_was_written_anew_elsewhere_is_found_by_being_the_only_like() -> None:
    anew = "湖务站应当配备专职的巡湖员，负责沿岸巡查并做好记录；遇有险情的，应当立即上报，不得迟延。"
    pairs = paired(articles(WARDENS, LAKE, BOATS, FISH), articles(LAKE, BOATS, FISH, REEDS, anew))
    assert ((0,), (4,)) in pairs
    assert ((), (3,)) in pairs


def test_one_article_that_two_now_repeat_is_split_though_one_would_use_up_its_words() -> None:
    whole = "渔船、游船和渡船进出码头，应当减速慢行，避让游泳的人，不得鸣笛，不得向湖中倾倒废水。"
    first = "渔船、游船进出码头，应当减速慢行，避让游泳的人，不得鸣笛，不得向湖中倾倒废水，并服从指挥。"
    second = "渡船进出码头，应当减速慢行，避让游泳的人，不得鸣笛，不得向湖中倾倒废水，按时刻表航行。"
    assert ((1,), (1, 3)) in paired(articles(LAKE, whole, FINES), articles(LAKE, first, REEDS, second, FINES))


def test_another_rule_in_the_same_words_is_no_half_of_an_article_that_lives_on_whole() -> None:
    whole = "渔船、游船和渡船进出码头，应当减速慢行，避让游泳的人，不得鸣笛，不得向湖中倾倒废水。"
    again = "渔船、游船和渡船进出船闸，应当减速慢行，避让游泳的人，不得鸣笛，不得向湖中倾倒废水，缆绳每日检查两次。"
    pairs = paired(articles(LAKE, whole, FINES), articles(LAKE, whole + "违者劝离。", REEDS, again, FINES))
    assert ((1,), (1,)) in pairs
    assert ((), (3,)) in pairs


def test_two_articles_that_say_the_same_are_merged_into_the_one_that_says_it_once() -> None:
    one = "县湖务站收到渔民的申请后，应当在五日内派人到场查看，发给渔具登记证，并告知停靠的码头。"
    other = "乡湖务站收到渔民的申请后，应当在五日内派人到场查看，发给渔具登记证，并告知停靠的码头。"
    merged = "湖务站收到渔民的申请后，应当在五日内派人到场查看，发给渔具登记证，并告知停靠的码头。"
    assert ((1, 2), (1,)) in paired(articles(LAKE, one, other, FINES), articles(LAKE, merged, FINES))


def test_the_sentence_that_an_article_took_over_from_another_tells_that_it_was_merged() -> None:
    long = BIRDS + "湖务站可以与学校合办观鸟活动，提供望远镜和图册，并在码头设立说明牌，每年评选护鸟能手，颁发证书。"
    olds = articles(LAKE, WARDENS, BOATS, FISH, long)
    assert ((1, 4), (1,)) in paired(olds, articles(LAKE, WARDENS + BIRDS, BOATS, FISH))


def test_a_clause_that_many_articles_lose_belongs_to_none_of_them() -> None:
    clause = "构成犯罪的，依法追究刑事责任。"
    olds = articles(*(text + clause for text in (LAKE, BOATS, FISH, REEDS)))
    pairs = paired(olds, articles(LAKE, BOATS, FISH, REEDS, WARDENS, BIRDS, "违反本条例规定，" + clause))
    assert ((), (6,)) in pairs


def test_two_penalties_are_one_where_the_articles_they_name_became_one_another() -> None:
    noise = "违反本条例第1条规定，夜间鸣笛的，由渔政主管部门责令改正，处二百元以上一千元以下罚款。"
    fee = "违反本条例第3条规定，少缴费用的，由渔政主管部门责令改正，处二百元以上一千元以下罚款。"
    anew = "违反本条例第3条规定，扰民的，由渔政主管部门责令改正，给予警告；拒不改正的，处一千元罚款。"
    olds = articles(BOATS, FISH, REEDS, fee, noise)
    assert ((4,), (4,)) in paired(olds, articles(LAKE, WARDENS, BOATS, FISH, anew))


def test_a_stock_phrase_tells_less_than_the_same_length_of_what_this_statute_says() -> None:
    old = "在湖边焚烧芦苇的，责令限期改正。"
    same_matter, same_phrase = "任何人任何时候都不得在湖边焚烧芦苇。", "驾驶无证船只，责令限期改正。"
    scores = Said([old], [same_matter, same_phrase]).scores
    assert scores[0, 0] > scores[0, 1]


def test_an_article_of_phrases_that_every_statute_has_is_no_half_of_one_that_says_more() -> None:
    clerks = "湖务站的工作人员玩忽职守、滥用职权、徇私舞弊的，依法给予处分"
    general = "违反本条例规定，构成违反治安管理行为的，由公安机关依法给予治安管理处罚；构成犯罪的，依法追究刑事责任。"
    old, new = f"{clerks}；构成犯罪的，依法追究刑事责任。", f"{clerks}。"
    assert paired(articles(LAKE, old), articles(LAKE, new, general)) == [((0,), (0,)), ((1,), (1,)), ((), (2,))]
    crime = "违反本条例规定，构成犯罪的，依法追究刑事责任。"
    assert ((1,), (1,)) in paired(articles(LAKE, crime), articles(LAKE, general))  # both are general


def test_a_sentence_that_went_to_a_new_article_joins_it_to_the_one_it_stood_in() -> None:
    lent = "学校和居民委员会每年组织一次清理湖滩的义务劳动"
    old = articles(LAKE, f"湖务站负责日常巡查和登记。{lent}，工具由湖务站提供。", FINES)
    anew = "县报、广播和学校应当讲授湖泊的知识，劝告居民爱惜芦苇、鸟类和水草，" + lent + "，并向参加的人发给纪念章；"
    anew += "对多年坚持的人，由县政府在湖节上公开表扬，其事迹编入乡土课本，供后来的人学习。"
    kept = "湖务站负责日常巡查和登记，工具由湖务站提供。"
    assert ((1,), (1, 2)) in paired(old, articles(LAKE, kept, anew, FINES))
    assert ((1,), (1,)) in paired(old, articles(LAKE, kept, anew.replace("居民委员会每年组织", "各村轮流"), FINES))


def test_what_has_no_number_is_no_part_of_an_article() -> None:
    rest = Article("s2", "", "第二章　外来投资人经营游船", "及其辅助性业务的特别规定")
    new = BOATS + "外来投资人经营游船及其辅助性业务的特别规定，由县政府另行公布。"
    assert ((2,), ()) in paired([*articles(LAKE, BOATS), rest, *articles(FISH)], articles(LAKE, new, FISH))


def test_a_sentence_taken_over_in_other_words_joins_a_new_article_to_the_one_that_said_it() -> None:
    said = "游船上发生争执的，由湖务站调解"
    old = articles(LAKE, BOATS, f"{said}。船主应当在船头挂灯，灯的样式由县政府公布。", FINES)
    anew = (
        "乘客、船主和渔民可以就下列事项申请评断：丢失行李和票款的归属；码头摊位的租期；（三）在游船上发生的其他争执。"
    )
    anew += "评断员由县里的老船工轮流担任，任期两年，其名单和酬金每年春天张榜，任何人都可以查看。"
    kept = "船主应当在船头挂灯，灯的样式由县政府公布。"
    assert ((2,), (2, 3)) in paired(old, articles(LAKE, BOATS, kept, anew, FINES))
    assert ((2,), (2,)) in paired(
        old, articles(LAKE, BOATS, kept, anew.replace("在游船上发生的其他争执", "其他"), FINES)
    )


def test_a_sentence_that_another_article_still_says_better_joins_nothing() -> None:
    said = "游船上发生争执的，由湖务站调解"
    old = articles(LAKE, BOATS, f"{said}。船主应当在船头挂灯，灯的样式由县政府公布。", FINES)
    anew = (
        "乘客、船主和渔民可以就下列事项申请评断：丢失行李和票款的归属；码头摊位的租期；（三）在游船上发生的其他争执。"
    )
    anew += "评断员由县里的老船工轮流担任，任期两年，其名单和酬金每年春天张榜，任何人都可以查看。"
    kept = f"{said}并登记。船主应当在船头挂灯，灯的样式由县政府公布。"
    assert ((), (3,)) in paired(old, articles(LAKE, BOATS, kept, anew, FINES))


def test_a_sentence_that_went_from_one_article_to_another_which_both_live_on_is_told_beside_them() -> None:
    went = "游船上发生争执的，由湖务站站长当场调解"
    old = articles(LAKE, BOATS, f"船主应当在船头挂灯，灯的样式由县政府公布。{went}。", FINES)
    new = articles(LAKE, f"{BOATS}{went}。", "船主应当在船头挂灯，灯的样式由县政府公布。", FINES)
    told = [(pair.before, pair.after, pair.took) for pair in pair_articles(old, new)]
    assert ((1,), (1,), (2,)) in told
    assert ((2,), (2,), ()) in told


def in_chapter(chapter: str, *words: str) -> list[Article]:
    """Articles below a heading; their numbers tell nothing here."""
    return [Article(f"{chapter}-{number}", "第一条", "", text, (chapter,)) for number, text in enumerate(words)]


QUAY_GUARD = "码头看守人由湖务站聘用，每人看守三个码头，聘期满二年的可以续聘，另给夜班津贴。"
BIRD_GUARD = "护鸟员凭培训合格证明上岗，分片巡查鸟类繁殖的地段，逐日记录并报湖务站。"
GUARDS = "看守人员分班值守，期满可以续聘，分片巡查，家属可以随住。"


def test_an_article_of_a_chapter_that_became_another_needs_to_be_more_like_one_elsewhere() -> None:
    quays = in_chapter("第一章　码头", BOATS, FISH)
    birds = in_chapter("第三章　鸟类", REEDS, LAKE, FINES)
    before = [
        *in_chapter("第一章　码头", BOATS, QUAY_GUARD, FISH),
        *in_chapter("第二章　鸟类", REEDS, BIRD_GUARD, LAKE, FINES),
    ]
    assert ((), (5,)) in paired(before, [*quays, *birds, *in_chapter("第三章　鸟类", GUARDS)])
    assert ((1,), (5,)) in paired(before, [*quays, *birds, *in_chapter("第四章　附则", GUARDS)])


def test_an_article_that_was_split_off_word_for_word_is_not_the_one_that_is_gone_at_its_place() -> None:
    gone = "渔船不缴纳码头维护金的，由湖务站责令补足，可以处二千元以下的罚款。"
    half = "渔船在合并、转让船牌或者停航时，不依照规定通知码头债主的，由湖务站责令改正，对渔船处以一千元以下的罚款。"
    other = (
        "停航清账时隐瞒渔具、鱼获，或者在清偿欠款前分掉卖鱼所得的，由湖务站责令改正，处所得一成以下的罚款，收回船牌。"
    )
    assert paired(articles(LAKE, gone, f"{half}\n{other}", BOATS), articles(LAKE, half, other, BOATS)) == [
        ((0,), (0,)), ((1,), ()), ((2,), (1, 2)), ((3,), (3,)),
    ]  # fmt: skip


def test_a_penalty_is_less_like_the_rule_whose_words_it_repeats() -> None:
    rule, penalty = "船只夜间应当点灯。", "船只夜间不点灯的，由湖务站给予警告。"
    likely = {(0, 0): 0.5, (0, 1): 0.5, (1, 1): 0.5}
    assert by_their_kind(likely, [rule, penalty], [rule, penalty]) == {
        (0, 0): 0.5,
        (0, 1): 0.5 * OTHER_KIND,
        (1, 1): 0.5,
    }
