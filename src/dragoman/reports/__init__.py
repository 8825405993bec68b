"""What a check found, as text: one module a form. Findings in, text out; every text is harmless where it is shown."""
