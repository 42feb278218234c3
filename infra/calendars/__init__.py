"""Where a calendar's closures come from: public holidays, iCal files, the policy's own words.

All of it is read when the stack is synthesised; the functions get plain closures.
"""
