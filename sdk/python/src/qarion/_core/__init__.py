"""What both clients have in common. Nothing but `transport` waits for anything or touches a network."""
