"""A value is held against the trainee only where the trainee promises it: in five languages, both kinds of sentence.

On the story of the double charge: the money is back within 3 to 5 working days and never sooner, and a credit above 10
EUR (2,000 KZT, 100 UAH, 15 RON, 100,000 toman) is the team lead's to give.
"""

from __future__ import annotations

from functools import lru_cache

import pytest

from trainer.dialogue import Dialogue, load_dialogue
from trainer.rubric.claims import Claim, wrong_claims
from trainer.understanding import Reader


@lru_cache
def story(language: str) -> tuple[Dialogue, Reader]:
    dialogue = load_dialogue("double_charged" if language == "en" else f"{language}/double_charged")
    return dialogue, Reader(dialogue, "Ana Marin")


def claims(language: str, said: str) -> list[Claim]:
    dialogue, reader = story(language)
    return list(wrong_claims(dialogue, reader, reader.hear(said)))


TOO_EARLY = {
    "en": [
        "You will have the money back today.",
        "Don't worry, you will have the money back on your card tomorrow.",
        "The refund takes half a day.",
        "The money is back on your card in half an hour.",
        "You'll have your money back in an hour and a half.",
        "I understand, and the money is back on your card tomorrow.",
        "You want it back soon, and you will have your money back today.",
        "If you confirm it, you will have the money back today.",
        "The refund reaches you within 24h.",
    ],
    "ru": [
        "Деньги вернутся на карту сегодня.",
        "Не переживайте, деньги вернутся сегодня.",
        "Деньги придут через полчаса.",
        "Деньги вернутся в течение полутора часов.",
        "Деньги будут на карте завтра.",
        "Если вы подтвердите, деньги поступят сегодня.",
        "Понимаю вас, и деньги придут завтра.",
    ],
    "uk": [
        "Гроші повернуться на картку сьогодні.",
        "Не хвилюйтеся, гроші прийдуть сьогодні.",
        "Гроші надійдуть за півгодини.",
        "Гроші прийдуть протягом півтори години.",
        "Гроші будуть на картці завтра.",
        "Якщо ви підтвердите, гроші надійдуть сьогодні.",
        "Розумію вас, і гроші прийдуть завтра.",
    ],
    "ro": [
        "Banii ajung înapoi azi.",
        "Nu vă faceți griji, banii ajung înapoi azi.",
        "Banii sunt pe card în jumătate de oră.",
        "Banii ajung pe card într-o oră și jumătate.",
        "Banii vin înapoi mâine.",
        "Dacă îmi confirmați adresa, banii ajung pe card azi.",
        "Vă înțeleg, iar banii ajung înapoi mâine.",
    ],
    "fa": [
        "پولتون امروز واریز میشه.",
        "نگران نباشید، پولتون امروز واریز میشه.",
        "پول شما تا نیم ساعت دیگه واریز میشه.",
        "پولتون تا یک ساعت و نیم دیگه واریز میشه.",
        "پولتون فردا واریز میشه.",
        "متوجهم، و پولتون امروز واریز میشه.",
        "مبلغ تا دو ساعت دیگه واریز میشه.",
    ],
}
TOO_MUCH = {
    "en": [
        "I can give you a credit of 50 euros.",
        "You get a credit of fifty euros on the next bill.",
        "If you like I can give you a credit of 50 euros.",
        "You want ten euros, I give you a credit of 50 euros.",
        "I'm putting a credit of twelve hundred euros on your account.",
        "As you asked, I'm giving you a credit of 20 euros.",
        "If you agree, a credit of 50 euros is on your next bill.",
        "More is not possible, but I can give you a credit of 50 euros.",
        "I asked my team lead and you get a credit of 50 euros.",
        "I'll give you a credit of 50 euros, that's not a problem.",
        "I would be happy to give you a credit of 50 euros.",
    ],
    "ru": [
        "Я дам вам скидку 5000 тенге.",
        "Начислю вам скидку десять тысяч тенге.",
        "Если хотите, я оформлю скидку 5000 тенге.",
        "Вы хотите компенсацию, оформлю вам скидку 5000 тенге.",
        "Больше невозможно, но я дам вам скидку 5000 тенге.",
        "Скидка составит полтора миллиона тенге.",
        "Хорошо, скидка 5000 тенге ваша.",
    ],
    "uk": [
        "Я нарахую вам бонус 500 гривень.",
        "Ви отримаєте знижку триста гривень.",
        "Якщо хочете, я нарахую бонус 500 гривень.",
        "Ви хочете компенсацію, нарахую вам бонус 500 гривень.",
        "Більше неможливо, але я нарахую вам бонус 500 гривень.",
        "Бонус становитиме півтори тисячі гривень.",
        "Домовилися, бонус 500 гривень ваш.",
    ],
    "ro": [
        "Vă dau o reducere de 50 de lei.",
        "Primiți un bonus de o sută de lei.",
        "Dacă doriți, vă dau o reducere de 50 de lei.",
        "Pot să vă ofer o reducere de 50 de lei.",
        "Aș vrea să vă ofer o reducere de 50 de lei.",
        "Mai mult nu se poate, dar vă dau o reducere de 50 de lei.",
        "Reducerea e de un milion de lei, o reducere de un milion de lei.",
    ],
    "fa": [
        "پونصد هزار تومن تخفیف بهتون میدم.",
        "براتون ۵۰۰ هزار تومان اعتبار میذارم.",
        "اگه بخواید، ۵۰۰ هزار تومان تخفیف میدم.",
        "دو و نیم میلیون تومن تخفیف بهتون میدم.",
        "بیشتر نمیشه، ولی ۵۰۰ هزار تومان تخفیف میدم.",
        "تخفیف شما یک میلیون تومان است.",
        "چشم، ۵۰۰ هزار تومان تخفیف براتون ثبت کردم.",
    ],
}
NOBODYS = {
    "en": [
        "The money back today is not possible.",
        "The money back today, that is not possible.",
        "You want your money back today, I understand that.",
        "You would like to have your money back today.",
        "I understand that you were promised the money back today.",
        "If it were up to me you would have it today.",
        "If it were up to me, you would have the money back today.",
        "You will have the money back not today but within 3 to 5 working days.",
        "A credit of 50 euros is not possible.",
        "A credit of 50 euros is out of the question, I'm afraid.",
        "For a credit of 20 euros I have to ask my team lead.",
        "For a credit of 20 euros, I have to ask my team lead.",
        "A credit of 20 euros needs my manager's approval.",
        "Only my team lead can give a credit of 20 euros.",
        "You're asking for a credit of 50 euros; I can give you 10.",
        "I'll check with my supervisor whether a credit of 50 euros is possible.",
        "My colleague promised you a credit of 50 euros.",
        "A credit of 50 euros is too much.",
        "I'd love to say that you'll have the money back today.",
    ],
    "ru": [
        "Вернуть деньги на карту сегодня невозможно.",
        "Вы хотите, чтобы деньги вернулись сегодня, я понимаю.",
        "Если бы от меня зависело, деньги были бы на карте сегодня.",
        "Вам обещали, что деньги придут сегодня.",
        "Деньги придут не сегодня, а через 3-5 рабочих дней.",
        "Скидка 5000 тенге невозможна.",
        "Скидку 5000 тенге мне нужно согласовать с руководителем.",
        "На скидку 5000 тенге нужно разрешение руководителя.",
        "Вы просите скидку 5000 тенге, я понимаю.",
        "Я спрошу у руководителя, можно ли дать скидку 5000 тенге.",
        "К сожалению, скидка 5000 тенге не предусмотрена.",
    ],
    "uk": [
        "Повернути гроші на картку сьогодні неможливо.",
        "Ви хочете, щоб гроші повернулися сьогодні, я розумію.",
        "Якби це залежало від мене, гроші були б на картці сьогодні.",
        "Вам обіцяли, що гроші прийдуть сьогодні.",
        "Гроші прийдуть не сьогодні, а за 3-5 робочих днів.",
        "Бонус 500 гривень неможливий.",
        "Бонус 500 гривень я маю погодити з керівником.",
        "На бонус 500 гривень потрібен дозвіл керівника.",
        "Ви просите знижку 500 гривень, я розумію.",
        "Я запитаю в керівника, чи можна дати бонус 500 гривень.",
        "На жаль, знижка 500 гривень не передбачена.",
    ],
    "ro": [
        "Banii înapoi azi nu se poate.",
        "Banii înapoi azi nu este posibil.",
        "Doriți să primiți banii înapoi azi, vă înțeleg.",
        "Dacă ar fi după mine, ați avea banii înapoi azi.",
        "Vi s-a promis că banii ajung înapoi azi.",
        "Banii ajung înapoi nu azi, ci în 3-5 zile lucrătoare.",
        "O reducere de 50 de lei nu este posibilă.",
        "Pentru o reducere de 50 de lei trebuie să întreb coordonatorul.",
        "O reducere de 50 de lei are nevoie de aprobarea coordonatorului.",
        "Cereți o reducere de 50 de lei, înțeleg.",
        "Întreb coordonatorul dacă se poate o reducere de 50 de lei.",
        "Din păcate o reducere de 50 de lei nu se poate acorda.",
    ],
    "fa": [
        "واریز پول امروز امکان نداره.",
        "شما می‌خواید پولتون امروز واریز بشه، متوجهم.",
        "می‌خواستید که پولتون امروز واریز بشه.",
        "اگه دست من بود، پولتون امروز واریز میشد.",
        "به شما گفتن که پولتون امروز واریز میشه.",
        "۵۰۰ هزار تومان تخفیف غیرممکنه.",
        "برای ۵۰۰ هزار تومان تخفیف باید از سرپرستم بپرسم.",
        "۵۰۰ هزار تومان تخفیف نیاز به تایید سرپرست داره.",
        "شما ۵۰۰ هزار تومان تخفیف می‌خواید، متوجهم.",
        "از سرپرستم می‌پرسم که ۵۰۰ هزار تومان تخفیف میشه یا نه.",
        "۵۰۰ هزار تومان تخفیف در اختیار من نیست.",
    ],
}


def _cases(said: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(language, one) for language, some in said.items() for one in some]


@pytest.mark.parametrize(("language", "said"), _cases(TOO_EARLY))
def test_money_promised_too_early_is_a_false_promise(language: str, said: str) -> None:
    assert [claim.beyond_authority for claim in claims(language, said)] == [False]


@pytest.mark.parametrize(("language", "said"), _cases(TOO_MUCH))
def test_a_credit_above_the_limit_is_a_concession_nobody_authorised(language: str, said: str) -> None:
    found = claims(language, said)
    assert found
    assert all(claim.beyond_authority for claim in found)


@pytest.mark.parametrize(("language", "said"), _cases(NOBODYS))
def test_a_wish_a_condition_or_a_refusal_promises_nothing(language: str, said: str) -> None:
    assert claims(language, said) == []
