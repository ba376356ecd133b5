"""Shows when something that is recorded was changed behind the portal's back."""
