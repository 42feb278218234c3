"""Words that tell a language; notation in `cue_reading`."""

from hearback.adapters.classifiers.cue_reading import CueTable

LANGUAGE: CueTable = {
    "tr": {
        2.0: """
            bir$, ve$, icin$, degil, cok$, daha$, ama$, gibi$, kadar$, nasil, neden$, niye$,
            hangi, hic$, simdi, sonra$, artik$, yine$, hala$, bile$, sadece$, cunku$, lutfen,
            tesekkur, merhaba, selam$, tamam$, evet$, hayir$, bugun, dun$, yarin$, gun$, gunde,
            gundur, hafta, neyse$, acaba$, herkes, kimse, benim$, bana$, beni$, size$, sizin$,
            bizim$, bunu$, buna$, bunun$, olan$, olarak$, oldu, olur$, olsun$, olmus, var$, yok$,
            ne$ zaman, ben$, sen$, siz$, biz$, yapi, yapt, yapm, ediyor, ettim, edin$, etti$,
            istiyor, geliyor, gelmi, geldi, aldim, siparis, urun, musteri, fatura, sikayet,
            misiniz, musunuz, ulan$, abi$, cok, daha, diye, yeter, olmaz, olsa, keske, bence,
            falan, filan, hocam, kanka, yav, lan$, valla, insaf, gelme, gelsin, bekli, yardim,
            sorun, gunaydin, parami, param$, biri$, birisi, boyle, oyle, kendi, hem$, zaten,
            fakat, eger, belki, galiba, sanirim, cunku, nerede, nerde, sey$, seyi, hersey, tum$,
            butun, tane, once$, ayni$, baska, buyuk, kucuk, yillik, aylik, kere$, kez$, tek$, bi$,
            iki$, uc$, bes$, yuz$
        """,
        1.0: """
            bu$, su$, o$, da$, de$, ki$, ya$, ile$, en$, her$, iyi$, guzel, ne$, kac$, saat,
            yeni$, kargo, iade, telefon, hat$, hiz, para, ucret, indirim, magaza, sube, iptal,
            bravo$, super$
        """,
    },
    "en": {
        2.0: """
            the$, and$, is$, are$, was$, were$, my$, your$, you$, it$, this$, that$, with$, have$,
            has$, had$, not$, for$, of$, to$, i$, we$, they$, what$, when$, where$, how$, why$,
            who$, can$, could$, would$, should$, will$, just$, from$, been$, be$, but$, still$,
            please$, thanks$, thank$, don$, doesn$, didn$, won$, isn$, aren$, get$, got$, there$,
            here$, their$, our$, if$, about$, after$, again$, never$, really$, very$, order$,
            delivery$, service$, does$, did$, because$, than$, them$, its$, im$, ive$, dont$,
            cant$, am$, she$, he$, her$ name, his$, only$, also$, which$, while$, where, into$,
            over$, off$, time$, day$, today$, need$, want$, like$, make$, makes$, made$, go$,
            going$, think$, know$, see$, use$, used$, work$, first$, last$, next$, back$, down$,
            much$, many$, more$, most$, some$, other$, same$, nothing, something, anything,
            everyone, someone, anyone, people$, guys$, days$, weeks$, months$, years$, year$,
            week$, hours$
        """,
        1.0: """
            a$, in$, on$, at$, so$, me$, no$, up$, out$, all$, any$, as$, by$, or$, an$, new$,
            now$, love$, great$, best$, good$, bad$, app$, refund, account$, store$, support$,
            customer$
        """,
    },
    "other": {
        2.0: """
            der$, das$, und$, ist$, nicht$, ich$, ein$, eine$, mit$, auf$, fur$, auch$, sie$,
            wir$, haben$, sehr$, aber$, que$, los$, las$, una$, por$, para que, pero$, con$,
            esta$, muy$, est$, les$, des$, une$, pas$, pour$, dans$, vous$, nous$, avec$, sur$,
            qui$, mais$, il$, che$, non$, sono$, della$, per$, piu$, nao$, uma$, voce$, muito$,
            het$, een$, niet$, van$, och$, att$, inte$, som$, jag$, nie$, jest$, czy$, ve$ cu,
            dhe$, nuk$, je$, su$ sam, men$ juda, ucun$, deyil$, cox$, yaxsi$, hai$, nahi$, kya$,
            bhi$, yang$, dan$, tidak$, ini$, ich, mich$, mir$, dich$, euch$, bitte$, danke,
            immer$, schon$, noch$, nur$, wenn$, oder$, wie$, warum$, uber$, keine$, kein$, hat$
            das, war$ es, ist, nicht, werden$, pero, porque, como$, cuando$, donde$, mi$ casa,
            gracias, hola$, todo$, todos$, hasta$, tambien, mas$ que, sin$, sobre$, este$, esto$,
            soy$, tengo, merci, bonjour, toujours, bien$, tout$, tous$, plus$, comme$, cette$,
            ces$, etre, fait$, sans$, suis$, sont$, aussi$, grazie, ciao$, sempre$, anche$,
            questo, questa, perche, come$ ti, molto$, fatto$, stato$, obrigad, voces, isso$,
            tudo$, quando$, ainda$, hoje$, ele$, ela$, ja$, sao$, tem$, nos$, dziekuje, nije,
            kako$, ako$, gdje, dobro, ali$ je, sam$ se, tack$, mycket, ikke, jeg$, vaere, maar$,
            niet, voor$, zijn$, deze$, nog$, wel$, ook$, aku$, saya$, kamu, tidak, yg$, gak$,
            dengan, untuk, kar$ raha, raha$, nahin, mera$, mein$, aur$, koi$, yeh$, woh$, puedo$,
            cuenta$, pedido$, quiero$, ayuda$, necesito$, favor$, entrar$, llega$, konto$,
            bestellung$, hilfe$, habe$, meine$, paket$ ist, lange$, warte$, commande$, compte$,
            colis$, mon$, vorrei$, ordine$, aiuto$, mio$, pedido, conta$, preciso$
        """,
        1.0: """
            la$, le$, el$, y$, et$, di$, un$, se$, lo$, du$, au$, en el, os$, um$, com$, og$,
            det$, ne$ pas, dla$, na$, z$, w$, ke$, ka$, ki$ baat, itu$, untuk$
        """,
    },
}
