"""Several documents in one file: found by what each of them has for itself. Rather none than a wrong one."""
