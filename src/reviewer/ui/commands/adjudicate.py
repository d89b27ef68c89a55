"""What the actions of the mode Adjudicate do."""

from reviewer.ui.commands.panes import Group, Handlers


class AdjudicateCommands(Group):
    """Deciding between two readings. The page has them, once it is made."""

    of_document = False

    def handlers(self) -> Handlers:
        model = self._session.adjudicating
        return {
            "adjudicate.upper": model.take_upper,
            "adjudicate.lower": model.take_lower,
            "adjudicate.later": model.put_aside,
            "adjudicate.show_page": model.ask_page,
        }
