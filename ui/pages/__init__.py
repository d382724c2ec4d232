"""The pages of the window, in the order of the navigation."""

from ui.pages.analysis import AnalysisPage
from ui.pages.bulletins import BulletinsPage
from ui.pages.cards import CardsPage
from ui.pages.coverage import CoveragePage
from ui.pages.dossier import DossierPage
from ui.pages.issues import IssuesPage
from ui.pages.page import Page
from ui.pages.subjects import SubjectsPage
from ui.pages.today import TodayPage
from ui.pages.visits import VisitsPage

PAGES: tuple[type[Page], ...] = (
    TodayPage,
    IssuesPage,
    VisitsPage,
    CardsPage,
    SubjectsPage,
    DossierPage,
    CoveragePage,
    BulletinsPage,
    AnalysisPage,
)
