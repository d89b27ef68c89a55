"""Why a value is what it is: the view of Ctrl+J, laid over the fields."""
