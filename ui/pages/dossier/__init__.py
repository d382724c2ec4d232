"""一企一档."""

from ui.pages.dossier.page import DossierPage

__all__ = ["DossierPage"]
