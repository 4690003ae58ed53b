"""Times of day and dates as logs write them, read as seconds since midnight and days."""

from __future__ import annotations

import polars as pl

DAY_S = 86_400.0
_CLOCK = r"^\s*(\d{1,2}):([0-5]\d)(?::([0-5]\d(?:\.\d+)?))?\s*$"
_ZONE = r"\s*(?:Z|[+-]\d\d:?\d\d)$"
_MOMENTS = ("%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%d %H:%M")
_DATES = ("%Y-%m-%d", "%Y/%m/%d", "%d.%m.%Y", "%Y%m%d")


def clock_seconds(values: pl.Series) -> pl.Series:
    """Seconds since midnight of "8:03:14" or, past midnight, "26:10"; null where it is no such time."""
    parts = values.cast(pl.String).str.extract_groups(_CLOCK).struct.unnest()
    hours, minutes, seconds = (parts[f"{n}"].cast(pl.Float64) for n in (1, 2, 3))
    total = hours * 3600 + minutes * 60 + seconds.fill_null(0.0)
    return total.set(total >= 2 * DAY_S, None).alias(values.name)


def moments(values: pl.Series) -> pl.Series:
    """Moments of "2024-01-03T09:15:00", null where it is none.  The wall clock counts, not the zone."""
    if isinstance(values.dtype, pl.Datetime):
        return values.dt.replace_time_zone(None).dt.cast_time_unit("us")
    text = values.cast(pl.String).str.strip_chars().str.replace("T", " ", literal=True).str.replace(_ZONE, "")
    frame = pl.DataFrame({"text": text})
    tried = [pl.col("text").str.to_datetime(form, strict=False, time_unit="us") for form in _MOMENTS]
    return frame.select(pl.coalesce(tried).alias(values.name)).to_series()


def dates(values: pl.Series) -> pl.Series:
    """Days of "2024-01-03"; null where it is none."""
    if values.dtype in (pl.Date, pl.Datetime):
        return values.cast(pl.Date)
    frame = pl.DataFrame({"text": values.cast(pl.String).str.strip_chars()})
    tried = [pl.col("text").str.to_date(form, strict=False) for form in _DATES]
    return frame.select(pl.coalesce(tried).alias(values.name)).to_series()


def seconds_from(start: pl.Series, end: pl.Series) -> pl.Series:
    """Seconds from one column of moments to another."""
    return (end - start).dt.total_microseconds() / 1e6


def after(start: pl.Expr, end: pl.Expr) -> pl.Expr:
    """Seconds from one time of day to a later one; a step back of over half a day has passed midnight."""
    return end - start + pl.when(end - start < -DAY_S / 2).then(DAY_S).otherwise(0.0)
