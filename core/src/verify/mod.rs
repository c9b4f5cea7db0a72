//! Checks anyone's plan.
