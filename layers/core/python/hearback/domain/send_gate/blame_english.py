"""English words that blame or argue, as patterns of folded text."""

_NEAR = r"[^.!?\n]{0,40}?"
_ADVERB = r"(?:clearly|obviously|evidently|apparently|simply|just|probably|really|still|even)"
BLAMING = (
    r"(?<!not )(?:your|ur) (?:own )?(?:fault|mistake|negligence|carelessness"
    r"|error(?! (?:message|code|log|report|page|screen)s?))",
    r"(?:that(?:'s| is)|this is|it(?:'s| is)|sounds like) (?:your|a you) (?:own )?problem",
    r"not (?:our|the company'?s) (?:fault|mistake|problem|responsibility)",
    r"you(?: really)? should(?:n'?t)? (?:not )?have (?!received|got|heard|been|had|to|experienced)"
    r"\w{2,12}",
    r"(?:if you had|(?:^|(?<=[.!?,;\n] ))had you) (?:only |just )?(?!received|expected|experienced)"
    r"(?:\w{2,12}ed|read|paid|told us|written|taken|given|kept|looked|come|gone|been more)\b",
    r"you(?:'ve| have)? (?:failed|neglected|refused) to",
    rf"(?<!if )(?<!case )(?<!when )you (?:{_ADVERB} )?(?:forgot|ignored|overlooked|skipped|mistyped"
    rf"|misread"
    r"|missed (?:the|our) (?:deadline|reminder|notice|e-?mail|message|call))",
    rf"you(?: {_ADVERB}){{0,2}} (?:did ?n'?o?t|have ?n'?o?t|never) (?:even )?(?:bother(?:ed)? to )?"
    r"(?:read|listen(?:ed)?|bother|pay|paid|check(?:ed)?|follow(?:ed)?|look(?:ed)?)",
    rf"you(?:'ve| have| must have)?(?: {_ADVERB})? (?:enter|g[ai]ve|typ|ch[o]{{1,2}}s|us|wr[io]t"
    rf"|provid"
    r"|order|book|click|select|install|put|park|fill)\w{0,4} (?:in |on )?(?:it |the |an? )?"
    r"(?:wrong|incorrect|invalid|false)\w{0,3}",
    r"you must have (?:done|made|entered|forgot\w*|missed|ignored|overlooked|misread|pressed|broken"
    r"|lost|damaged|dropped)",
    r"(?:(?:obviously|clearly|evidently),? you|you (?:obviously|clearly|evidently)) (?!were|are"
    r"|deserve"
    r"|have (?:been|a|every)|had|love|care|expected)\w{2,20}",
    r"(?:other|all our) (?:customers|people|guests|passengers|users|members) (?:\w{1,8} )?(?:manag"
    r"|do ?n'?o?t"
    r"|have no|never|can|had no)\w{0,3}|everyone else (?:manag|can|does|had no)\w{0,3}",
    r"(?:that|this|it)(?:'s| is) (?:entirely |all )?on you|not on us",
    r"if you (?:do ?n'?o?t like|are not happy with|are unhappy with) (?:it|this|us"
    r"|our \w{3,12}),? (?:then )?"
    r"(?:go|leave|use|choose|find|feel free|you (?:can|may|are free))",
    r"(?:it|that)(?:'s| is| was) your (?:own )?(?:responsibility|duty|job)",
    r"(?:we|i)(?:'ve| have| had)? (?:\w{3,10} )?(?:warned|reminded) you",
    r"as (?:mentioned|stated|explained|told|said)(?: \w{3,10})? (?:before|above|earlier|previously)"
    r"|as (?:previously|already) (?:mentioned|stated|explained|told|said)",
    r"(?:as|like) (?:we|i)(?:'ve| have)? (?:already |clearly |repeatedly )?"
    r"(?:told|said|explained|mentioned|stated)",
    r"(?:we|i)(?:'ve| have)? (?:already|repeatedly|clearly) (?:told|explained|informed|warned)"
    r"|(?:told|explained|answered|written) (?:this |it |that )?(?:to )?(?:you )?(?:twice"
    r"|(?:\w{2,7} )?times)"
    r"|told you (?:twice|already|before|so|many times|repeatedly|three times)",
    r"you(?:'re| are) (?:just |simply |clearly )?(?:lying|wrong|overreacting|exaggerating"
    r"|mistaken|being (?:rude|unreasonable|difficult|dramatic|impatient)|the only (?:one|person"
    r"|customer|guest))(?! charged)",
    r"(?:nobody|no one|no other \w{4,9}) else (?:has|had|complain\w*|report\w*|seems)",
    rf"you (?:{_ADVERB} )?(?:misunderst\w{{2,8}}|do ?n'?o?t (?:even )?understand)",
    r"(?:your|these|those) (?:false|baseless|so-called|alleged) \w{3,12}",
    r"(?:you claim(?:ed)?|as you claim"
    r"|your claims? (?:is|are|was|were) (?:not true|un\w{3,9}|false|baseless|wrong|a lie))",
    r"(?:calm down|nonsense|ridiculous|absurd|slander\w{0,6}|watch your (?:tone|language))",
    r"stop (?:complaining|shouting|whining|lying|blaming|yelling|spamming|being|exaggerating"
    r"|insulting|threatening|arguing|demanding|harassing|repeating|swearing)",
    r"next time,? (?:please |you should |try to |maybe )?(?:read|check|pay|listen|be more|think"
    r"|follow|plan)",
    r"do(?:n'?t| not) (?:blame|threaten|yell at|shout at) (?:us|our|me)"
    r"|(?:we|it)(?:'re| are| is|'s) not to blame|before (?:you )?blam\w{1,4}",
    rf"congratulations{_NEAR}(?:only|wrong|broken|fail\w{{0,4}}|mistake)|well done,? you",
)
