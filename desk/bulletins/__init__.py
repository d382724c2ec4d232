"""The monthly briefing (工作简报): drafted, edited, issued once."""
