"""The front door: joins the command lines of the simulator and the trainer."""

from sim.cli import app

if __name__ == "__main__":
    app()
