"""Words that tell what a mention wants, grievances apart; notation in `cue_reading`.

Strengths: 3 nearly always, 2 mostly, 1 a hint. `why` asks for a reason, and of who is wronged it
is a reproach; `noise` is advertising, news, job advertisements, sport, small talk.
"""

from hearback.adapters.classifiers.cue_reading import CueTable

KIND: CueTable = {
    "ask": {
        3.0: """
            ne$ zaman, nereden$, nerden$, nereye$, kac$ para, ne$ kadar, var$ mi, varmi, mumkun$
            mu, bilen$ var, bilgi$ al, bilgi$ ver, ogrenebilir, nasil$ yapil, nasil$ yap, nasil$
            ol, nasil$ al, nasil$ ogren, nasil$ ode, nasil$ bag, nasil$ yenile, nasil$ degis,
            nasil$ iptal, nasil$ basvur, gerekiyor$ mu, gerek$ var, gecerli$ mi, mevcut$ mu,
            yardimci$ olur$ mu, how$ do, how$ can, how$ much, how$ many, how$ long, do$ you, does$
            the, does$ it, is$ there, are$ there, can$ i, could$ i, can$ you$ tell, where$ can,
            where$ do, where$ is, what$ time, when$ will, when$ does, when$ is, which$, is$ it$
            possible, anyone$ know, wondering$ if, what$ s$ the, what$ is$ the, what$ are, kac$
            yil, kac$ gun, kac$ ay, kac$ tl, kac$ lira, kac$ kisi, kac$ kilo, kaca$ kac, hangi$
            sekme, hangi$ adres, hangi$ sube, hangi$ saat, nasil$ bir$ yol, ne$ gerekiyor, ne$
            gerekli, ne$ lazim, neler$ gerek, kiminle, kime$ yaz, nereye$ yaz, nereden$ ulas,
            nasil$ ulas, nasil$ gec, nasil$ kapat, nasil$ ac, nasil$ kullan, nasil$ gel, nasil$
            gid, nasil$ yukle, nasil$ sil, nasil$ devr, acik$ misiniz, acik$ mi, kacta$ ac, kacta$
            kap, bulunuyor$ mu, oluyor$ mu, geliyor$ mu$, satiyor$ mu, yapiyor$ mu, veriyor$ mu,
            kabul$ ediyor, olur$ mu$, olacak$ mi, olabilir$ mi, bilgisi$ olan, fikri$ olan,
            tecrubesi$ olan, onerir$ misiniz, soylet, soyler$ misiniz, yazar$ misiniz,
            bilgilendirir, ogrenmek$ ist, sormak$ ist, can$ you, could$ you, do$ i, did$ you, is$
            it, is$ the, is$ this, are$ you, are$ the, are$ your, will$ the, will$ you, has$
            anyone, have$ you, what$ is, what$ s, who$ do, who$ can, how$ old, how$ far, how$
            soon, how$ often, any$ chance, any$ plans, does$ anyone, do$ your, do$ the, satiliyor$
            mu, yapiliyor$ mu, aliyor$ musunuz, geri$ aliyor, kullanabiliyor, yapabilir$ miyim,
            edebilir$ miyim, abilir$ miyim, alabilir$ mi, olur$ muyum, ne$ yapmam, ne$ yapmali,
            yapmam$ lazim, yapmam$ gerek, gerekir$ mi, yuzde$ kac, kac$ kaldi, kaldi$ mi$, hangi$
            kart, hangi$ hesab, yeri$ var$ mi, yolu$ var$ mi, ihtimali$ var, imkani$ var, imkan$
            var, gelir$ mi, gider$ mi, olur$ mu, calisir$ mi, sigar$ mi, bozulur$ mu, gecer$ mi,
            cikar$ mi, cikiyor$ mu, suruyor, kapali$ mi, dayanikli$ mi, uyumlu$ mu, destekliyor$
            mu, iceriyor$ mu, does$ it$ come
        """,
        2.0: """
            nasil, nerede$, nerde$, hangi, kac$, kaca$, kacta$, kacti, kaci$, nedir$, kime$,
            misiniz, musunuz, miyim, muyum, miyiz, muyuz, miydi, muydu, misin$, musun$, acaba,
            soru$, sorum$, soracakt, merak, how$, what$, where$, when$, who$, does$, did$, any$
            idea, anyone$, question, yoksa$, kimle, nereye, neresi, midir, mudur$, misin, musun,
            let$ me$ know, could$ someone, clarify, whether
        """,
        1.0: """
            mi$, mu$, is$, are$, can$, could$, will$, do$, ne$, neler$, nereli, kimin$, kim$,
            kimdir, kaldi$ mi
        """,
    },
    "why": {
        1.0: """
            niye$ boyle, sebebi$ ne, nedeni$ ne, what$ s$ with, what$ happened
        """,
    },
    "wish": {
        3.0: """
            keske, oneri, onerim, tavsiyem, one$ surer, iyi$ olur, guzel$ olur, super$ olur,
            harika$ olur, hos$ olur, sahane$ olur, cok$ iyi$ ol, rahat$ eder, tadindan$ yen, daha$
            iyi$ ol, dusunseniz, bunu$ dusun, dusunun$, ekleseniz, eklesen, ekleyin, eklenmeli,
            eklense, eklemeli, getirseniz, yapsaniz, koysaniz, sunsaniz, acsaniz, acarsaniz,
            cikarsaniz, gelistir, ozelligi$ gel, ozelligi$ ekle, secenegi$ ol, olsa$ iyi, olsa$
            guzel, olsa$ super, olsa$ keske, please$ add, would$ love, would$ be$ nice, would$ be$
            great, would$ be$ better, would$ be$ so, would$ make, you$ should, should$ add,
            should$ have, should$ let, suggest, feature$ request, wish$ you, wish$ there, how$
            about, d$ love, bring$ back, needs$ a$, need$ a$, dusunulebilir, yapilabilir,
            eklenebilir, konulabilir, konabilir, getirilebilir, gelistirilebilir, degerlendir,
            rica$ ediyoruz, nolur, ne$ olur$, ne$ olursun, hos$ olmaz, guzel$ olmaz, iyi$ olmaz,
            fena$ olmaz, acsaniz$ ya, yapsaniz$ ya, koysaniz$ ya, getirsenize, yapsaniza,
            eklesenize, acsaniza, acin$ artik, gelsin$ artik, gelse$ artik, tavsiyemdir,
            onerimdir, naciz, benden$ soylemesi, isterdim, isterdik, isterim, isteriz, cok$
            makbule, super$ fikir, guzel$ fikir, would$ be$ lovely, would$ be$ cool, would$ be$
            amazing, would$ be$ good, would$ be$ useful, would$ be$ helpful, would$ like$ to$ see,
            like$ to$ see, love$ to$ see, love$ if, be$ great$ if, be$ nice$ if, be$ cool$ if,
            hope$ you$ add, hoping$ for, wish$ this, wish$ the, if$ only, idea$, please$ bring,
            please$ consider, please$ make, please$ support, please$ allow, ability$ to, make$ it$
            possible, should$ support, should$ offer, should$ really, should$ bring, guys$ should,
            hayat$ kurtarir, bayram$ eder, faydali$ olur, yararli$ olur, denenmeli, biraksaniz,
            sarsaniz, getirilse, konulsa, acilsa, yapilsa, olusturulsa, donusturul, dusunulse,
            sunulsa, verilse, artirilsa, arttirilsa, coklari$ gelir, cogu$ kisi, herkes$ sevinir,
            cok$ seviniriz, mutlu$ olur, makbule$ gecer, da$ yapin, de$ yapin, da$ getirin, de$
            getirin, da$ koyun, de$ koyun, da$ acin, de$ acin, da$ ekle, de$ ekle, da$ cikarin,
            de$ cikarin, would$ help, would$ solve, would$ save, would$ go$ a$ long$ way
        """,
        2.0: """
            olmali$, gelmeli, yapmali, koymali, getirmeli, cikarmali, acmali, kullanabilirsiniz,
            yapabilirsiniz, ekleyebilirsiniz, koyabilirsiniz, olabilir$ aslinda, koyulsa, konsa$,
            gelse$, acilsa$, olsa$, olsun$ lutfen, getirin$, koyun$, acin$, cikarin$, bence$,
            fikir, please$ let, let$ us, could$ you$ add, why$ not, maybe$ you, option$ to, more$
            options, it$ would, sart$, gelsin$, yapilsin, eklensin, konsun, olsun$ artik, acilsin,
            kurulmasini, acilmasini, eklenmesini, getirilmesini, yapilmasini, konulmasini,
            olmasini, gelmesini, dusunun, dusunmeli, gosterseniz, verseniz, yapsak, koysak, acsak,
            kursaniz, ekleyebilir, getirebilir, yapabilir, kucuk$ bir$ oneri, istiyoruz,
            istiyorum$ ki, ihtiyac$ var, eksikligi, should$, could$ use, perhaps, maybe$ add,
            allow$ us, support$ for, an$ option
        """,
        1.0: """
            istek, talep, ozellik, secenek, versiyon, alternatif, lutfen, feature, option$
        """,
    },
    "thanks": {
        3.0: """
            tesekkur, tskler, tsk$, sagol, sag$ ol, eyvallah, helal$ olsun, helal$, tebrik,
            elinize$ saglik, eline$ saglik, emeginize, emeginiz, ellerinize, minnet, bayildi,
            bayiliyor, efsane, mukemmel, muhtesem, harika, sahane, enfes, tavsiye$ ed, iyi$ ki$,
            candir$, on$ numara, 10$ numara, bes$ yildiz, 5$ yildiz, en$ iyi$, en$ iyisi,
            sorunsuz, guler$ yuz, guleryuz, kusursuz, cok$ begendi, fiyat$ performans, aferin,
            thank, thanks, love$, loved$, amazing, awesome, excellent, perfect, fantastic,
            brilliant, wonderful, shout$ out, shoutout, kudos, well$ done, impressed, recommend,
            incredible, outstanding, hands$ down, worth$ it, life$ saver, best$, beautiful,
            delicious, top$ notch, grateful, a$ star, gonulden, yurekten, kalpten, selam$ olsun,
            sip$ diye, melek, aklimi$ al, agzim$ acik, hayran, hayran$ kal, on$ uzerinden$ on,
            daha$ ne$ olsun, guven$ budur, hizmet$ budur, insan$ isi, ful$ cek, beklentimi$ as,
            beklentimin$ uzer, beklemedigim$ kadar, gozum$ kapali, yillardir$ kullan, yildir$
            kullan, senedir$ kullan, yildir$ memnun, tek$ kelime, kelimeler$ yeter, alnindan$ op,
            aferin$ size, sizi$ seviyoruz, iyi$ ki$ var, adamin$ dibi, kalite$ budur, boyle$
            firma$ kaldi, hizlisini$ gorme, bu$ kadar$ ilgi, bu$ kadar$ guzel, bu$ kadar$ iyi,
            ilk$ denemede, gunu$ gunune, aninda$ coz, aninda$ don, hemen$ don, hemen$ coz,
            dakikada$ coz, dakikada$ don, soru$ sormadan, legend, well$ played, lifesaver, made$
            my$ day, game$ changer, chef$ s$ kiss, hats$ off, big$ ups, props$ to, so$ fast, so$
            good, so$ easy, so$ helpful, so$ kind, absolutely$ love, finally$ an, can$ t$ fault,
            couldn$ t$ be$ happier, exceeded, above$ and$ beyond, five$ stars, 5$ stars, 10$ out,
            never$ let$ me$ down, never$ disappoint, still$ look$ new, still$ going$ strong,
            holds$ up, highly, spot$ on, saved$ my, chuffed, magic$, flawless, delighted, first$
            class, gem$, wow$, asik$ oldu, asik$ oldum, bayram$ et, pirlanta, dunyalar$ onun,
            takdire, iste$ kalite, bedava$ sayilir, unutmayac, hakkinizi$ helal, canima$ can, goz$
            bebeg, essiz, paha$ bicilmez, ilac$ gibi, tereyag, ipek$ gibi, mis$ gibi, cuk$ otur,
            jilet$ gibi, tas$ gibi, saat$ gibi, tikir$ tikir, gik$ demeden, tereddutsuz, gonul$
            rahat, yuzumu$ guldur, icimi$ isit, imdad, hayat$ kurtar, hayatimi$ kurtar, hayatimi$
            kolay, sayesinde, sayenizde, vazgecemem, vazgecemiyor, kopamiyorum, bagimlisi, fani$,
            fanati, gurur$ duy, iyi$ is$ cikar, is$ cikarmis, on$ yildiz, tuylenmedi, solmadi,
            bozulmadi, donmadan, takilmadan, beklemeden, sira$ beklemeden, ugrastirmadan, unreal,
            deserves$ a, deserve$ a, slept$ better, obsessed, godsend, blown$ away, saved$ me,
            rockstar, angel, sweetheart, clean$, good$ stuff, big$ fan, couldn$ t$ ask, can$ t$
            complain, no$ complaints, zero$ complaints, works$ like$ a$ charm, like$ new, pays$
            for$ itself, super$, superdi, supersin, super$ olmus, memnunum, memnunuz, memnun$
            kald, memnuniyet, seni$ seviyor, sizi$ seviyor, iyi$ olmus, guzel$ olmus, cok$ tatli,
            iyiki, varsin$, adamsin, allah$ razi, razi$ ol, sagolsun, saolsun, oh$ be, kiyak$
        """,
        2.0: """
            bravo, sevdim, seviyor, begendi, begeniyor, basarili, yardimsever, nazik, kibar,
            hizli$ geldi, hizlica, cozdu, cozuldu, cozduler, telafi$ et, yardimci$ oldu, leziz,
            lezzetli, tertemiz, piril, guvenilir, kral$, kralsin, kaptim, bu$ kadar$ hizli, mest,
            great, helpful, happy, good$ job, nice$, friendly, polite, glad, pleased, enjoy,
            stunning, works$ great, tatli, tatliy, guven$ ver, guveniyor, keyif, keyifli, zevk,
            konfor, sicak$ kanli, samimi, ince$ dusun, incelik, ilgilerinden, ozenli, ozenle,
            titiz, isini$ bilen, cabucak, jet$, jet$ gibi, simsek$ gibi, pratik, kullanisli,
            degiyor, degdi, uygun$ fiyat, taptaze, taze, citir, nefis, doyurucu, sik$ tasarim,
            tam$ oturdu, birebir, aynisi$ geldi, saglikla, darisi, iyi$ calis, sorunum$ olmadi,
            valla$ iyi, basarilar, gururlu, sevindi, sarildim, agladim$ mutlu, decent, lovely,
            solid$, reliable, comfy, comfortable, cozy, tasty, yummy, fresh$, crisp, gorgeous,
            satisfied, pleasant, welcoming, attentive, courteous, professional, efficient, prompt,
            smoothly, hassle$ free, seamless, genius, clever, cheers$ to, respect$, appreciate,
            handy, nailed$ it, win$ for, cok$ hizli, hizli$ ve, hizliydi, cok$ rahat, cok$ kolay,
            cok$ kaliteli, kaliteli$ urun, beles, hediye$ geldi, hediye$ verdi, mutluyum, mutlu$
            ett, mutlu$ ol, cok$ guzel, cok$ iyi, inanilmaz$ hizli, inanilmaz$ guzel, inanilmaz$
            iyi, so$ quick, very$ quick, really$ fast, super$ fast, super$ easy
        """,
        1.0: """
            iyi$, guzel, good$, smooth, fixed$, solved, cool$, here$ this$ morning
        """,
    },
    "noise": {
        3.0: """
            cekilis, hediye$ ceki, takip$ ed, takiplesel, rt$, ikinci$ el, hisse, borsa, endeks,
            is$ ilani, ise$ alim, personel$ ali, ilanimiz, aciklad, duyurdu, bagislad, genel$
            mudur, ceo, bahis, bonus$ veren, deneme$ bonusu, casino, sponsor, macin, gol$, lig$,
            derbi, sarki$, sarkiy, burc$, sinav, giveaway, gift$ card, to$ win, win$ a, follow$
            and, rt$ to, hiring, vacancy, job$ opening, join$ our$ team, shares$, stock$ price,
            appoints, announces, launches, unveils, acquires, quarterly, revenue, for$ sale,
            selling$ my, concert, match$, promo$ code, etiketle, begen$ kaydet, kazansin, ise$
            basladim, ise$ girdim, staj$ yap, takas$ olur, takas, sahibinden, ilan$, araniyor$
            eleman, eleman$ ar, muhendisi$ ar, kurye$ ar, arkadaslar$ ariyoruz, ekip$ arkadas,
            basvuru$ link, cv$, sampiyon, takim, futbol, basketbol, voleybol, stad, maclar,
            hakem$, golu$, siyaset, milletvekil, hukumet, secim$, parti$, bakan$, cumhurbaskan,
            belediye$ baskan, muhalefet, ceyrek, net$ kar, bilanco, halka$ arz, hedef$ fiyat,
            yukselis, artisla, dususle, kripto, bitcoin, token, yatirimci, odul$ ald, odulu,
            zirve, fuar, lansman, tanitti, satin$ aldi, anlasti, is$ birligi, isbirligi, bolum$
            efsane, yeni$ bolum, sezon$ final, klip, albumu, playlistim, gunaydin, iyi$ pazar,
            mutlu$ yillar, iyi$ bayram, kutlu$ olsun, basin$ sag, rahmet, dua$, vefat, sevgilim,
            askim, kedim, kopegim, ruyamda, dugun, dogum$ gunun$ kutlu, burcu, falim, iddaa,
            kupon$ tut, yatirimsiz, we$ re$ hiring, apply$ via, apply$ now, earnings, stock$ up,
            stock$ down, ipo$, market$ cap, ceo$ says, stadium, arena$, season$ finale, goal$,
            league, kickoff, tonight$ at, see$ you, my$ cat, my$ dog, my$ boyfriend, my$
            girlfriend, good$ morning, happy$ birthday, happy$ new, rest$ in$ peace, election,
            president, minister, discount$ code, use$ code, link$ in, check$ out$ my, subscribe$
            to, new$ episode, album$, selling$, trade$ for, crypto, airdrop, satilik$, transferi,
            transfer$ ol, filmi$ izle, film$ izle, film$ gibi, bir$ film, dizisi, dizinin,
            bayilik$ firsat, bayilik$ basvur, takibe$ takip, geri$ takip, bio, biyoda, linki$
            profil, fiyat$ ozelden, ozelden$ yaz, ceyrek$ final, kupasi, kupasinda, konseri,
            sahnesinde, sahne$ al, acilisi$ yap, acilis$ toren, faiz$ karar, merkez$ bankasi,
            enflasyon, dolar$ kur, karaya$ otur, trafik$ kaz, son$ dakika, says$ cfo, to$ open,
            new$ stores, spokesperson, hava$ cok, hava$ guzel, havalar, hava$ nasil
        """,
        2.0: """
            haberi, basin, yatirim, kar$ acikl, ciro, ortaklig, anlasma$ imzala, kazanan,
            etkinlik, bulusuyoruz, bulusalim, iyi$ geceler, hayirli$ cuma, hava$ mis, kahve$ ic,
            promosyon, kupon$ kod, profilimde, biyografi, reklaminda, reklamda, haha, jaja,
            meeting$, meet$ me, link$ in$ bio, news$, report$, conference, investor, deal$ with,
            partnership, exam$, lol$, lmao, onunde$ bulus, onunden$ al, karsisinda$ ki,
            karsisindaki$ kafe, kombin, oynasam, oynuyor, izledim, izliyor, dinliyor, okudum,
            sinifa, ders$, odev, okula, universite, kapakta, sohbet, geyik, espri, saka$ yap,
            caps$, mizah, hahaha, ahaha, sjsj, asdf, kjkj, random, whatsapptan$ yaz, dm$ den$ yaz,
            bilgi$ icin$ dm, toptan, orijinal$ parfum, kapida$ odemeli, stoklarla$ sinirli, hemen$
            siparis$ ver, firsati$ kacir, outside$, near$ the, next$ to$ the, across$ from,
            passing$ by, homework, at$ school, song$, movie, watching, rofl, derste, okulda,
            sinifta, hocam$ ders, kahve$ keyf, nokia, cocukken, eskiden$ bizim, sene$ once,
            hatira, nostalji, masa$ buldum, ask$ acisi
        """,
        1.0: """
            annem, babam, arkadas, kanka, ruyam, hayat$, sen$, bugun$ hava, life$, my$ mom, my$
            dad, friend
        """,
    },
}
