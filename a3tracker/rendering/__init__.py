"""From what people wrote to what they see: safe HTML, panels of the sheet, PDF."""
