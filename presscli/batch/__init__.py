"""Many inputs in one run: what is finished is not done again, what fails stops nothing else."""
