"""Words that tell tone: feeling beyond what `cues_kind` has, and profanity or insult.

Notation in `cue_reading`. `insult` is profanity or insult in any language, `tr` and `en` only in
a text of that language, since a word of one is innocent in the other (`got`, `pic`).
"""

from hearback.adapters.classifiers.cue_reading import CueTable

FEELING: CueTable = {
    "negative": {
        1.0: """
            uzgun, uzuldu, uzucu, kizgin, sinirli, sinirlend, nefret, korkunc, aci$, maalesef,
            malesef, vahim, zor$, zorlu, sikinti, bezdi, usand, yoruldu, yorgun, mahvo, dert$,
            derdim, cile, kayg, endise, stres, zulum, adaletsiz, yetersiz, basarisiz, pislik,
            cop$, ne$ yazik, sad$, hate, cry$, sorry, unfortunately, stress, pain, tired, upset,
            ugly, boring, dumb$, hell$, damn, mess$, wtf$, ugh$, sucks, unhappy, fear, afraid,
            worried
        """,
    },
    "positive": {
        1.0: """
            mutlu, guzel, seviyor, gurur, neseli, keyif, keyifli, eglen, hayran, insallah$ guzel,
            kutlu, kutla, basari, sahane, muthis, nefis, tatli$, bravo, sukur, hayirli$ olsun,
            iyi$, guven$, happy, glad, excited, fun$, funny, nice$, lovely, sweet$, win$, congrat,
            proud, enjoy, hope$, yay$, cute, smile, good$, looking$ forward, can$ t$ wait,
            favorite, favourite, birthday, blessed
        """,
    },
}

OFFENSIVE: CueTable = {
    "insult": {
        3.0: """
            amk, amq$, amina, amini, aminak, aminiz, amin$ evl, amcik, amcig, orospu, oruspu,
            orosbu, orsp, oc$ cocu, pezevenk, pezeveng, kahpe, kaltak, fahise, yavsak, yavsag,
            ibne, ipne$, gavat, godos, dangalak, gerizekali, geri$ zekali, gerzek, salak, aptal,
            ahmak, embesil, andaval, dallama, kerhane, siktir, sikeyim, sikerim, sikecem, sikece,
            sikiyim, sikim, sikik, sikko, siktigim, siktim, sikti$, siktiler, siktin, sikyim,
            sktir, siktr, sktr, s1kt, skeyim, skim$, skerim, sokayim, sokim$, sokarim, soktug,
            soktum, tassak, tasak, yarrak, yarak$, yarrag, yarag, dassak, serefsiz, serefsz,
            srfsz, haysiyetsiz, namussuz, karaktersiz, ahlaksiz, adi$ herif, pic$ kuru, pic$ ler,
            picler, pust, soysuz, omurgasiz, yalaka, yavsa, it$ suru, it$ oglu, itoglu, pislik$
            her, dalyarak, mahlukat, hayvan$ her, hayvan$ oglu, yobaz, gotveren, gotlek, gotos,
            bok$, boktan, boku, boka, bokunu, s2m$, oe$, belani$, belanizi, belasini, allah$
            belan, allah$ kahret, kahrolsun, kahrolas, geberin, geber$, gebersin, gebertir,
            zikkim, zibidi, kafir, dinsiz, ruh$ hastasi, lavuk, mal$ misin, mal$ herif, malsiniz,
            beyinsiz, cahil, asagilik, asalak, sulaleni, karakter$ yoksun, kit$ beyin, edepsiz,
            yuzsuz, sapik, tipini$ s, fuck, fck, fuk$, fking, motherf, mf$, shit$, shitty,
            bullshit, asshole, a$ hole, bitch, bastard, cunt, dickhead, whore, slut, retard,
            moron, idiot, stupid, dumbass, jackass, scumbag, stfu, faggot, nigga, nigger, wanker,
            twat, prick$, hoe$, hoes$, pussy, alcak$, alcaklar, herif, enayi, keriz, soytari,
            comar, tinerci, salag, lanet$ olsun, pislik, okuz, okuzler, essek, arsiz$, kansiz$,
            zavalli, haysiyet$ yok, insan$ musvedd, surungen, kafasiz, it$ surusu, bok$ gibi, bi$
            bok, bir$ bok, belasini$ ver, kokusmus, iki$ yuzlu, ikiyuzlu, utanmaz, terorist,
            hain$, hainler
        """,
    },
    "tr": {
        3.0: """
            aq$, mk$, oc$, got$, gote$, gotu$, gotun$, gotune$, gotunu$, gotunden$, gotum$,
            gotumu$, pic$, pici$, pice$, it$ gibi, itler$, sike$, siki$ tut, o$ c$, a$ q$, a$ m$
            k$, s$ g$, sg$, defol, kudur, gavur, am$ biti, top$ musun, pipi, kus$ beyin, dul$
            kari, mal$ resmen, resmen$ mal, tam$ mal, mal$ lar$, essoglu, esek, sigir, sigirlar,
            hayvanoglu, kalas, odun$ kafa, s1k, kancik, dingil, hanzo, magand, kro$, keko, sersem,
            budala, denyo, dumbuk, dumbelek, yarram, yrrk, sktgmn, awk$, aw$, amkn, amnk, anan$,
            anani, ananizi, ananiza, ananin, bacini, avradini, gotunuze, gotunuz, gotune, sicay,
            sicti, sicarim, sicip, zicti, zort
        """,
    },
    "en": {
        3.0: """
            ass$, dick$, crap$, damn$, screw$ you, sucker, loser, trash$ company, clown, dumb$,
            hell$ with, crap, arse, bollocks, bloody$ idiots, pissed$ off, piss$ off, f$ ing,
            effing, dipshit, douche, jerk$, imbecile, scum, trash$ people, incompetent$ fools,
            fools$, liars$
        """,
    },
}

POSITIVE_SIGNS = frozenset("😍🥰😊☺😁😀😃😄💯🙏👍💪❤🧡💛💚💙💜🖤♥🎉🥳👌🤩😘💕💖🌸⭐🌟✨")
NEGATIVE_SIGNS = frozenset("😡😠🤬👎😤😭😢😞😒🙄😑💔🤮🤢😩😫😣😖☹🙁😓😥😔🖕")
