"""Turkish words that blame or argue, as patterns of folded text, each group with its reason.

Verbs are those of what customers do; what happened to them (received, waited, were told) is left
out, and so is all that owns up to a fault of ours.
"""

_THEIRS = r"(?! (?:\w{1,12} )?(?:degil|yok|kaynaklanm))"
_FAULT = (
    r"(?:hata|kusur|kabahat|suc|ihmal"
    r"|(?:dikkatsiz|ilgisiz|sorumsuz|tedbirsiz|unutkan|beceriksiz)li[gk])"
)
_NEAR = r"[^.!?\n]{0,40}?"
_DO = (
    r"(?:yap|yaz|gir|kullan|tikla|sec|ode|bas|oku|anla|gonder|ver|kaydet|kur|tak|bildir|doldur|ara"
    r"|yukle|cevir|iste|isaretle|gel|git|basvur|bekle|cagir|uy|izle|imzala|et)"
)
"""What a customer does themselves; not what happens to them (receive, wait, be left)."""

_YOU_DID = r"(?:(?:mis|mus)(?:siniz|sunuz)|(?:di|ti|du|tu)n[iu]z)"
BLAMING = (
    # whose fault it is
    rf"(?:sizin|kendi) {_FAULT}\w{{0,12}}{_THEIRS}",
    rf"(?:{_FAULT}|sorumluluk) (?:tamamen )?(?:sizde|sizin|size ait)(?! degil)",
    r"(?:sorun|problem|ariza|sikinti) (?:\w{1,12} ){0,2}(?:sizde"
    r"|sizin \w{1,14}d[ae])(?! degil)",
    rf"(?:bizim|bizde|bize ait) (?:bir )?{_FAULT}\w{{0,8}} (?:yok|degil)\w{{0,3}}",
    r"bizim (?:sorun|problem|derd)\w{1,5} degil|bizi ilgilendirm\w{2,6}",
    rf"(?:siz(?:in|den)? (?:kaynakli|kaynaklan(?!m[aiu])\w{{2,12}}|yuzunuzden)){_THEIRS}",
    r"biz(?:im|den)? (?:kaynakli degil|kaynaklanm(?:iyor|adi|ayan|amis|amakta|az)\w{0,5})",
    r"(?!olan)(?<!biz )(?<!olan )\w{2,12}[ae]n (?:zaten |maalesef )?siz(?:siniz|diniz)",
    r"(?:sorumlu|suclu|kusurlu|hatali)\w{0,3} (?:biz )?degiliz",
    r"(?:sizin|kendi) sorumlulu\w{2,10}(?! degil)",
    r"(?<!hicbir )hata yap(?:tiniz|missiniz)|yine mi siz",
    r"(?:hatali|suclu|kusurlu|haksiz|sabirsiz|dikkatsiz|ilgisiz|cahil|kaba)(?:siniz|sunuz)",
    # what they did wrong, or should have done
    rf"(?:yanlis|hatali|eksik|gec|bos) (?:\w{{1,14}} )?{_DO}{_YOU_DID}",
    r"yanlis (?:yap|gir|kullan|tikla)(?:mis|ti|iyor)\w{0,8}",
    rf"{_DO}(?:me|ma)mis(?:siniz|sunuz)|unut(?:mussunuz|tunuz)",
    rf"(?<!hak )(?<!hata )(?<!yanlis )(?<!sey )(?<!seyi ){_DO}(?:y?[ae])?m[ae]diniz(?! m[iu])",
    r"\w{2,14}(?<!ma)(?<!me)s[ae]ydin(?:iz)?",
    rf"\w{{2,14}}m[ae]s[ae]ydin(?:iz)?(?!{_NEAR}(?:tesekkur|edemez|bilemez|olmaz|goremez))",
    r"\w{2,14}m[ae]n[iu]z (?:gerekirdi|gerekiyordu|lazimdi|beklenirdi)",
    r"\w{2,14}s[ae]n[iu]z (?:\w{1,8} ){0,2}(?:olurdu|olmazdi|ederdiniz)",
    r"ac(?:ip|in da) (?:\w{1,10} )?okuyun(?:uz)?",
    r"dikkat(?:siz(?:ligi?niz|ce)\w{0,4}| etmemissiniz| etmediniz)",
    r"\w{2,12}m[ae]d[ae]n (?:yaz|konus|sikayet|yorum|sucla)\w{0,8} ?\w{0,8}(?:sunuz|siniz|mayin"
    r"|meyin)",
    r"(?:bilmiyor|anlamiyor|okumuyor|dinlemiyor)(?:siniz|sunuz)",
    r"(?:anlamis|yanlis anliyor)(?:siniz|sunuz)",
    r"(?:okudugunuzu|okumayi|dinlemeyi|anlamayi|beklemeyi|sabretmeyi) (?:anla|bil|ogren)\w{1,12}",
    r"(?:size|daha once|onceden|defalarca|kac (?:kere|kez|defa)) (?:de |da |size |bunu |daha ){0,3}"
    r"(?:soyle|belirt|acikla|anlat|uyar)(?:dik|tik|mistik|mamiz|yelim|alim)",
    r"(?:size|daha once|onceden|defalarca) (?:de |da |size ){0,2}yazmistik",
    r"(?:daha once|onceden|defalarca) (?:de |da |size ){0,2}(?:soyle|belirt|acikla|anlat|bildir)"
    r"[dt]igimiz (?:gibi|uzere)",
    # that they exaggerate, lie, or have no right to complain
    r"abart(?:iyor|mis|ma|may|i)\w{0,10}",
    r"yanil(?:iyor|mis|di)(?:sunuz|siniz|niz)",
    r"(?:hep|surekli|yine|habire) ayni (?:sey|mesaj|soru|konu)\w{0,4} \w{1,12}(?:sunuz|siniz)",
    rf"(?:soyledik|yazdik|anlattik)leriniz{_NEAR}(?:dogru degil|gercegi yansitm\w{{2,6}}"
    rf"|gercek disi)",
    r"(?:uzat|buyut|abart|karistir|sucla|suclu ara|tartis|konus|mesgul et|sikayet et|tehdit et"
    r"|itiraz et"
    r"|israr et|inat et|suc\w{0,2} (?:bize|bizde)(?: at| ara)?)m[ae]y[iu]n(?:iz)?",
    r"yalan(?:ci\w{0,8}| soyl\w{2,12})",
    r"(?:asilsiz|gercek disi|haksiz)\w{0,3} (?:bir )?(?:iddia|sikayet|itham|suclama)\w{0,10}",
    r"(?:iftira|karalama)\w{0,10}",
    r"iddia et(?:tiginiz|mektesiniz|iyorsunuz)\w{0,6}",
    r"(?:hakkiniz yok|sacma\w{0,14}|mantiksiz\w{0,8}|terbiyesiz\w{0,8})",
    r"bizi (?:\w{1,12} )?(?:suclama(?:yin|yiniz|dan|niz)|suclayarak|suclayama|tehdit"
    r"|karala)\w{0,8}",
    rf"(?:bir tek|yalniz|yalnizca|sadece) siz {_NEAR}sikayet\w{{0,12}}",
    rf"siz(?:den|in) (?:baska|disinizda) {_NEAR}(?:sikayet|sorun|soyle|yasa|itiraz)\w{{0,12}}",
    # their manners
    r"(?:sakin ol(?:un|unuz|malisiniz)|sakinles(?:in|iniz)|sabirli olun(?:uz)?|biraz sabredin"
    r"|panik yapmayin|bagirma(?:yin|niza)\w{0,4}|sesinizi (?:yukselt|alcalt)\w{0,8}"
    r"|(?:uslub|nezaket|terbiye|saygi|seviye)\w{2,6}niz\w{0,4}(?: (?:koru|duzelt|bil"
    r"|takin)\w{1,8})?|bir zahmet|zahmet edip|lutfedip)",
    r"(?:isinize gel\w{2,10}|isine gel\w{2,10}|begenmiyorsaniz)",
    # mockery
    rf"aferin|bravo size|(?:zeki|akilli|uyanik)siniz"
    rf"|tebrikler{_NEAR}(?:yanlis|hatali|bozmus|basarmissiniz)\w{{0,10}}",
    r"biz ne yap(?:alim|abiliriz|sin)",
)
