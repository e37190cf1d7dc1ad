"""The law as dated data: texts and their wordings, seats, presidencies, territories; judges nothing."""
