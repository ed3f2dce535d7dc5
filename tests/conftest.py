"""What all tests share."""

import hypothesis

# How long an example takes says nothing on a busy machine: speed is shown by benchmarks, never by a test.
hypothesis.settings.register_profile("small-wins", deadline=None)
hypothesis.settings.load_profile("small-wins")
