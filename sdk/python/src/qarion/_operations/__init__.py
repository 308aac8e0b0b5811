"""What each call does, as flows: requests, and what their answers mean. Both clients run these."""
