"""Meetings and drives: an agenda out of the red issues, a decision that is a measure, a search."""

from pathlib import Path
from typing import cast

from PySide6.QtCore import QSignalBlocker

from desk import campaigns, meetings
from desk.book import undo
from desk.records import add
from desk.seen import Seen
from models.tables import Campaign, CampaignUnit
from tests.desk import office
from tests.sitting import Sitting
from tests.stories.conftest import SitDown
from ui.pages.campaigns import CampaignsPage
from ui.pages.issues import IssuesPage
from ui.pages.meetings import MeetingsPage

STEAM = "夜间蒸汽压力不足造成烘干不合格"


def meetings_page(me: Sitting) -> MeetingsPage:
    me.press("Ctrl+Shift+M")
    return cast("MeetingsPage", me.window.page)


def test_an_agenda_is_drafted_cut_and_ordered_and_a_decision_becomes_a_measure(
    demo_book_folder: Path, sit_down: SitDown
) -> None:
    me = sit_down(demo_book_folder)
    page = meetings_page(me)
    me.ask.answers.append({"title": "三季度调度会", "kind": "季调度", "held_on": "2018-07-31"})
    me.press("Ctrl+N")
    pane = page.meeting
    assert "三季度调度会" in me.reads(pane)
    assert "还没有议题" in me.reads(pane)
    pane.draft.click()
    drafted = [item.title for item in pane.items]
    assert len(drafted) == 7
    assert "铁路专用线接轨方案久拖不决" in drafted[0], "what was escalated comes first"
    pane.list.setFocus()
    me.press("End", "Alt+Up")
    assert [item.title for item in pane.items] == [*drafted[:5], drafted[6], drafted[5]]
    me.press("Home", "Del")
    assert len(pane.items) == 6
    (steam,) = [item for item in pane.items if STEAM in item.title]
    pane.list.choose(steam.uid)
    me.picture("会议议题")
    decided = {"text": "夜间增开备用锅炉并检修", "owner": "云平一", "due_on": "2018-08-10"}
    me.ask.answers.append(decided)
    me.press("Return")
    assert me.ask.warned == []
    assert steam.issue is not None
    assert me.said() == f"已成为问题 {steam.issue.shown['number']} 的措施"
    now = pane.current()
    assert now is not None
    assert (now.decision, now.measure and now.measure.owner) == (decided["text"], "云平一")
    assert not pane.drop.isEnabled()
    pane.open.click()
    assert decided["text"] in me.reads(cast("IssuesPage", me.window.page).issue)
    me.press("Ctrl+Z", "Ctrl+Shift+M")
    assert [item.decision for item in pane.items] == [""] * 6


def test_the_next_meeting_reads_what_became_of_earlier_decisions(
    demo_book_folder: Path, sit_down: SitDown
) -> None:
    me = sit_down(demo_book_folder)
    page = meetings_page(me)
    page.table.selectRow(0)
    assert "逾期未落实，已逾期 11 天" in me.reads(page.meeting)
    me.ask.answers.append({"matter": "通报典型案例"})
    page.meeting.topic.click()
    assert page.meeting.items[-1].title == "通报典型案例"


def test_words_that_were_typed_over_a_topic_stay_where_another_desk_changed_or_dropped_it(
    tmp_path: Path, sit_down: SitDown
) -> None:
    talks = {"title": "8月单月会商", "kind": "单月会商", "held_on": "2018-07-31"}
    with office.new_book(tmp_path) as book:
        uid = add(book, "meetings", talks, office.ACTOR).uid
        meetings.set_agenda(book, uid, [meetings.Topic("通报9月安排")], office.ACTOR)
    me = sit_down(tmp_path / "casebook")
    page = meetings_page(me)
    page.table.selectRow(0)
    book, item = page.workspace.book, page.meeting.items[0]
    typed, theirs = {"matter": "由县级专班协调"}, {"matter": "改由专班研究"}

    def reworded() -> object:
        meetings.reword(book, Seen(item.uid, {"matter": item.matter}), theirs, "别人")
        return typed

    def dropped() -> object:
        meetings.set_agenda(book, uid, [], "别人")
        return {"matter": "报市级协调"}

    me.ask.answers += [reworded, set(), dropped]
    page.meeting.matter.click()
    assert page.meeting.items[0].matter == typed["matter"]
    assert "已被别人改过" in me.ask.asked[-1]
    drafts = page.workspace.drafts
    drafts.save(f"topic-{uid}", {"matter": "我的新议题"})  # half typed before, and waits
    page.meeting.matter.click()
    assert "“报市级协调”已被别人去掉" in me.ask.warned[-1]
    assert drafts.load(f"matter-{item.uid}") is None
    for _ in range(2):
        me.ask.answers.append({})
        page.add_topic()
    assert {one.matter for one in page.meeting.items} == {"报市级协调", "我的新议题"}
    assert not page.has_draft()


def test_a_drive_is_dealt_out_and_what_it_finds_is_registered_under_it(
    demo_book_folder: Path, sit_down: SitDown
) -> None:
    me = sit_down(demo_book_folder)
    me.press("Ctrl+Shift+D")
    page = cast("CampaignsPage", me.window.page)
    drive = {"title": "夏季问题大排查", "from_on": "2018-07-25", "to_on": "2018-08-15"}
    me.ask.answers.append(drive)
    me.press("Ctrl+N")
    page.campaign.deal.click()
    assert me.said() == "已列入 16 个单位"
    page.campaign.list.setFocus()
    me.press("Home")
    unit = page.campaign.current()
    assert unit is not None
    workspace = page.workspace
    ((subject, _),) = workspace.lookups().find("subjects", unit.subjects[0])
    found = {"subject": subject, "title": "厂区围墙破损"}
    me.ask.answers.append(found)
    page.campaign.issue.click()
    ledger = cast("IssuesPage", me.window.page)
    assert ledger.name == "issues"
    assert "问题大排查" in me.reads(ledger.issue)
    me.press("Ctrl+Shift+D")
    assert "发现问题 1 件，未销号 1 件" in page.campaign.list.texts()[0]
    page.campaign.report.click()
    assert "已上报 2018-07-31" in page.campaign.list.texts()[0]
    me.picture("问题大排查")


def test_what_another_desk_took_away_is_said_and_no_fault(
    tmp_path: Path, sit_down: SitDown
) -> None:
    drive = {"title": "夏季问题大排查", "from_on": "2018-07-25", "to_on": "2018-08-15"}
    with office.with_subjects(office.new_book(tmp_path)) as book:
        uid = add(book, "campaigns", drive, office.ACTOR).uid
        campaigns.draw_up(book, uid, office.ACTOR)
    me = sit_down(tmp_path / "casebook")
    page = cast("CampaignsPage", me.page("campaigns"))
    workspace = page.workspace
    for act in (page.report, page.drop):
        unit = page.campaign.current()
        assert unit is not None
        with QSignalBlocker(workspace):
            campaigns.drop_unit(workspace.book, unit.uid, "别人")
            act()
        undo.undo(workspace.book, "别人")
    assert len(me.ask.warned) == 2
    with QSignalBlocker(workspace), workspace.book.change("撤下大排查", "别人") as session:
        for unit in page.campaign.standing.units if page.campaign.standing else ():
            session.delete(session.by_uid(CampaignUnit, unit.uid))
        session.delete(session.by_uid(Campaign, uid))
    page.print_out()
    page.show_log()
    page.show_record(uid)
    assert me.said() == "这次大排查已被别人删去"
    assert "新建大排查" in me.reads(page.campaign)


def test_a_closed_issue_is_marked_as_a_model_case_and_found_among_them(
    demo_book_folder: Path, sit_down: SitDown
) -> None:
    me = sit_down(demo_book_folder)
    page = cast("IssuesPage", me.page("issues"))
    page.filter_by("lessons")
    before = page.source.count()
    page.filter_by("closed")
    page.table.selectRow(page.source.count() - 1)
    assert any(one.text() == "标为典型案例…" for one in page.issue.more.actions())
    me.ask.answers.append({"lesson": "一次告知，首次受理就说全"})
    me.window.actions_["lesson"].trigger()
    page.filter_by("lessons")
    assert page.source.count() == before + 1
    assert "一次告知，首次受理就说全" in me.reads(page.issue)
    me.picture("典型案例")
