"""The site: the engine run by its command, its pages set right, and the exchange with the site of before."""
