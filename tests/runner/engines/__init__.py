"""What every engine must do, and the tests of each engine's own parts."""
