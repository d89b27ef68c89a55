"""How everything looks: colors, type, icons, lines, and the style that paints them."""
