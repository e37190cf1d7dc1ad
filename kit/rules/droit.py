"""Whether the law that the kit reads was reread lately."""
