"""The widgets that screens are made of."""

from trainer.ui.widgets.button import Button
from trainer.ui.widgets.choice import Choice
from trainer.ui.widgets.entry import Entry
from trainer.ui.widgets.labels import Icon, Label, Paragraph, Tag
from trainer.ui.widgets.panel import Bar, Panel
from trainer.ui.widgets.scroller import Scroller
from trainer.ui.widgets.switch import Switch

__all__ = ["Bar", "Button", "Choice", "Entry", "Icon", "Label", "Panel", "Paragraph", "Scroller", "Switch", "Tag"]
