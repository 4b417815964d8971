"""One clock all over the desk, „10.00 Uhr“ as the newspaper writes it; everything else as Django's German has it."""

TIME_FORMAT = "G.i \\U\\h\\r"
DATETIME_FORMAT = "j. F Y, G.i \\U\\h\\r"
SHORT_DATETIME_FORMAT = "d.m.Y, G.i \\U\\h\\r"
