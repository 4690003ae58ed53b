"""The training window.  Nothing here is imported before a window opens; only this room knows pygame.

How to write a screen
---------------------
A screen is a subclass of ``Screen`` (screen.py) in ``screens/``, with a line in ``screens/__init__.py`` under the name
that ``app.go(name)`` opens it by.  ``build(area)`` lays it out, and is called again whenever the size of the window,
the size of the text, the colours or the language change: what must survive is kept on the screen, not on its widgets.

    class Greeting(Screen):
        def build(self, area: Area) -> None:
            stage, words = self.stage, self.stage.words
            Label(stage, area.top(stage.px(40)), words("greeting.title"), "title")
            place = area.bottom(stage.px(44)).start(stage.px(200))
            Button(stage, place, words("greeting.go"), self.go_on, kind="primary")

``area`` is cut like paper: ``top``, ``bottom``, ``start`` (left; right for Persian) and ``end`` cut a piece off and
return it, so a layout that is written once is mirrored for languages written from right to left.  ``stage.px`` turns
design pixels into those of this window and text size; use it for every measure.  ``update(seconds)`` is called once a
frame, ``key(event)`` gets the keys that the widget in focus has no use for, ``key_up(event)`` all that are let go,
``leave()`` is Esc.

A widget (widgets/) paints itself once, and again only after ``repaint()``; a frame in which nothing was repainted costs
next to nothing.  Change one by assigning its attributes (``label.text = ...``).  Every widget has a ``role``, a
``name``, a ``value`` and ``states``, which ``spoken.dump`` reads out as a screen reader would, in the order in which
the widgets were made: make them in reading order.  Tab goes the same way; arrow keys go to the nearest widget in their
direction.  ``stage.popup(area)`` opens a layer on top that takes all input until ``stage.close_popup()``.

What comes later goes where it belongs with ``stage.after(widget)``, also while a popup is open.

Every visible word comes from ``words/<language>.yaml``, in all five languages.  What takes longer than a frame goes
through ``desk.errands``, never on the thread that draws.
"""
