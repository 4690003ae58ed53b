"""A time that tells of what was, or of when somebody is away, is nobody's deadline."""

from __future__ import annotations

from functools import lru_cache

import pytest

from trainer.dialogue import load_dialogue
from trainer.understanding import Reader


@lru_cache
def reader(language: str) -> Reader:
    return Reader(load_dialogue("double_charged" if language == "en" else f"{language}/double_charged"), "Ana Marin")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "I called you yesterday at three."),
        ("en", "I will be on holiday until Friday."),
        ("en", "It happened on 12 May and I will check."),
        ("en", "I will check what happened on 12 May."),
        ("en", "On 12 May you were charged, I will look into it."),
        ("en", "I will look at what you paid last Friday."),
        ("ru", "Я вам вчера звонила в три часа."),
        ("ru", "Я проверю, что произошло 12 мая."),
        ("ru", "Я в отпуске до пятницы."),
        ("ru", "Деньги списали 12 мая, я проверю."),
        ("uk", "Я вам учора телефонувала о третій."),
        ("uk", "Я перевірю, що сталося 12 травня."),
        ("uk", "Я у відпустці до п'ятниці."),
        ("ro", "V-am sunat ieri la trei."),
        ("ro", "Verific ce s-a întâmplat pe 12 mai."),
        ("ro", "Sunt în concediu până vineri."),
        ("fa", "دیروز ساعت سه زنگ زدم."),
        ("fa", "تا جمعه مرخصی هستم."),
    ],
)
def test_the_past_is_no_deadline(language: str, said: str) -> None:
    assert "deadline" not in reader(language).hear(said)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "I called you yesterday at three, and I will call you again by five."),
        ("en", "I'll check what happened on 12 May and call you back by three."),
        ("en", "The money you paid will be back on Friday."),
        ("en", "You'll be called on Monday."),
        ("en", "What was charged twice is back by Friday."),
        ("ru", "Перезвоню вам в три."),
        ("ru", "Вчера я вам звонила, сегодня перезвоню в пять часов."),
        ("uk", "Передзвоню о пів на четверту."),
        ("uk", "Я перевірю, хто вам дзвонив учора о третій, і передзвоню до п'ятої."),
        ("ro", "Vă sun la trei."),
        ("ro", "V-am sunat ieri la trei, vă sun azi până la cinci."),
        ("fa", "دیروز زنگ زدم، فردا ساعت سه دوباره زنگ میزنم."),
    ],
)
def test_what_is_to_come_is_one_though_the_past_stands_beside_it(language: str, said: str) -> None:
    assert "deadline" in reader(language).hear(said)
