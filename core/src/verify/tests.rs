//! Small plans, made by hand.
