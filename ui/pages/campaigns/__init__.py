"""问题大排查: the list of drives, and who looks at whom in each."""

from ui.pages.campaigns.page import CampaignsPage

__all__ = ["CampaignsPage"]
