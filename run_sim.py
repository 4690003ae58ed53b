"""The front door: joins the command lines of the simulator and the trainer."""

import gc

from sim.cli import app
from trainer.cli import train

app.add_typer(train, name="train")

if __name__ == "__main__":
    # Imports make objects by the hundred thousand and no garbage: looking through them takes a tenth of a short run.
    gc.set_threshold(100_000)
    app()
