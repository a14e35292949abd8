"""Chefsstöd: the offline startkit for the Swedish enhetschef."""
