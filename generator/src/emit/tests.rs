//! Emitting, tried on small APIs made by hand.
