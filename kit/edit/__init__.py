"""What the kit writes in the files of a department: a new folder, or corrections that leave no doubt."""
