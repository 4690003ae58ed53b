"""What of a face does not move, on a field of 200 by 200: shoulders, neck, head, hair."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trainer.ui.portrait.look import Look

BEHIND: Final[Mapping[str, str]] = {
    "long": "M62 88C58 52 76 34 100 34S142 52 138 88C138 112 146 134 150 160C136 170 128 168 120 164L80 164"
    "C72 168 64 170 50 160C54 134 62 112 62 88Z",
    "waves": "M60 92C54 54 74 32 100 32S146 54 140 92C150 104 142 116 148 128C152 142 140 150 126 146L74 146"
    "C60 150 48 142 52 128C58 116 50 104 60 92Z",
    "bob": "M62 90C58 54 76 35 100 35S142 54 138 90C139 106 141 116 140 130C130 138 122 136 116 132L84 132"
    "C78 136 70 138 60 130C59 116 61 106 62 90Z",
    "bun": "M66 88C62 56 78 38 100 38S138 56 134 88L130 100L70 100ZM100 21A16 14 0 0 1 100 49A16 14 0 0 1 100 21Z",
}
"""Hair behind the head."""
BEFORE: Final[Mapping[str, str]] = {
    "long": "M67 96C64 56 80 40 100 40S136 56 133 96C130 82 122 70 103 54C94 70 74 78 67 96Z",
    "waves": "M66 98C60 58 78 38 102 38S140 58 134 98C133 84 128 74 120 66C104 74 86 66 82 58C76 68 68 80 66 98Z",
    "bob": "M66 96C62 58 78 40 100 40S138 58 134 96C132 88 131 82 129 77C112 80 88 80 71 77C69 82 68 88 66 96Z",
    "bun": "M67 90C64 58 80 43 100 43S136 58 133 90C130 76 120 64 100 60C80 64 70 76 67 90Z",
    "parted": "M67 88C62 66 68 46 88 40C108 33 134 42 134 70C134 78 134 82 133 88C130 82 129 76 127 70"
    "C112 72 92 68 84 60C80 68 72 74 67 88Z",
    "crop": "M67 84C64 56 80 43 100 43S136 56 133 84C131 78 130 72 126 66C112 60 88 60 74 66C70 72 69 78 67 84Z",
    "swept": "M67 86C62 62 74 40 98 37C122 34 138 50 133 86C131 78 130 72 127 66C118 56 104 54 92 56"
    "C80 58 72 66 67 86Z",
    "waves on top": "M67 86C60 68 64 52 74 48C76 38 92 34 100 40C110 32 126 38 127 48C138 52 140 70 133 86"
    "C132 78 130 72 126 66C118 70 110 62 104 66C96 70 88 62 82 66C74 70 69 76 67 86Z",
    "receding": "M67 92C62 72 64 60 74 54C71 64 71 76 71 84ZM133 92C138 72 136 60 126 54C129 64 129 76 129 84Z",
}
"""Hair before the head."""
SHINE: Final[Mapping[str, str]] = {
    "long": "M78 58C84 50 92 46 100 46", "waves": "M80 54C86 46 96 44 104 44", "bob": "M78 58C84 50 92 47 102 47",
    "bun": "M78 58C84 51 92 49 100 49", "parted": "M92 46C106 42 120 46 126 58", "crop": "M80 54C88 49 98 48 106 49",
    "swept": "M76 58C84 46 98 43 110 45", "waves on top": "M78 52C86 44 92 44 98 47",
}  # fmt: skip
"""Light on the hair."""
BEARDS: Final[Mapping[str, str]] = {
    "beard": "M68 92C69 118 82 141 100 141S131 118 132 92C130 102 126 108 118 110C108 106 92 106 82 110"
    "C74 108 70 102 68 92ZM88 119C92 115 108 115 112 119C108 126 92 126 88 119Z",
    "stubble": "M69 98C71 118 84 138 100 138S129 118 131 98C126 108 120 111 116 110C106 107 94 107 84 110"
    "C80 111 74 108 69 98Z",
    "moustache": "M84 116C88 108 96 108 100 111C104 108 112 108 116 116C110 113 104 114 100 114S90 113 84 116Z",
}
NECKS: Final[Mapping[str, str]] = {
    "crew": '<path d="M80 157C86 168 114 168 120 157" fill="none" stroke="{shade}" stroke-width="5"/>',
    "blouse": '<path d="M82 154L100 182L118 154L112 150L88 150Z" fill="{skin}"/>'
    '<path d="M82 154L100 182L118 154" fill="none" stroke="{shade}" stroke-width="3"/>',
    "shirt": '<path d="M84 152L100 172L116 152L112 148L88 148Z" fill="{dark}"/>'
    '<path d="M82 150L74 160L90 178L100 170ZM118 150L126 160L110 178L100 170Z" fill="#F4F6FA"/>'
    '<path d="M100 170L100 200" stroke="{shade}" stroke-width="2.500"/>',
    "blazer": '<path d="M80 153L100 200L120 153L112 148L88 148Z" fill="#F4F6FA"/>'
    '<path d="M86 150L100 166L114 150L112 146L88 146Z" fill="{dark}"/>'
    '<path d="M80 152L66 164L74 172L70 178L97 200L100 200ZM120 152L134 164L126 172L130 178L103 200L100 200Z" '
    'fill="{shade}"/>',
}


def _path(shape: str, colour: str, opacity: float = 1.0) -> str:
    return f'<path d="{shape}" fill="{colour}" fill-opacity="{opacity}"/>'


def body(look: Look) -> str:
    """The inside of an SVG: hair behind, shoulders, neck."""
    skin, dark = look.skin
    cloth, shade = look.cloth
    behind = _path(BEHIND[look.hair], look.hair_colour[0]) if look.hair in BEHIND else ""
    wide = 8 if look.woman else 0
    shoulders = f"M{20 + wide} 204C{22 + wide} 172 50 160 84 153L116 153C150 160 {178 - wide} 172 {180 - wide} 204Z"
    neck = NECKS[look.dress].format(skin=skin, dark=dark, shade=shade)
    return "".join([
        behind,
        _path(shoulders, cloth),
        _path("M85 112L115 112L115 150C115 162 85 162 85 150Z", dark),
        neck,
    ])  # fmt: skip


def head(look: Look) -> str:
    """The inside of an SVG: ears, face, nose, beard, hair before it."""
    skin, dark = look.skin
    jaw, chin = (24, 8) if look.woman else (28, 12)
    face = (
        f"M68 82C68 60 82 47 100 47S132 60 132 82L132 94C132 110 {100 + jaw} 122 {100 + chin} 133"
        f"Q100 141 {100 - chin} 133C{100 - jaw} 122 68 110 68 94Z"
    )
    parts = [
        f'<ellipse cx="67" cy="94" rx="5.500" ry="8" fill="{dark}"/><ellipse cx="133" cy="94" rx="5.500" ry="8" '
        f'fill="{dark}"/>',
        _path(face, skin),
        f'<path d="M101 94C103 102 105 106 104 108C102 111 98 111 96 109" fill="none" stroke="{dark}" '
        'stroke-width="2.400" stroke-linecap="round"/>',
    ]
    if look.older:
        parts.append(
            f'<path d="M77 104C80 106 85 106 89 104M111 104C115 106 120 106 123 104M86 66C94 64 106 64 114 66" '
            f'fill="none" stroke="{dark}" stroke-width="1.500" stroke-linecap="round"/>'
        )
    if look.beard:
        parts.append(f'<g fill-rule="evenodd">{_path(BEARDS[look.beard], look.hair_colour[0], _DENSE[look.beard])}</g>')
    parts.append(_path(BEFORE[look.hair], look.hair_colour[0]))
    if look.hair in SHINE:
        parts.append(
            f'<path d="{SHINE[look.hair]}" fill="none" stroke="{look.hair_colour[1]}" stroke-width="3.500" '
            'stroke-linecap="round"/>'
        )
    return "".join(parts)


_DENSE: Final = {"beard": 1.0, "stubble": 0.22, "moustache": 1.0}
