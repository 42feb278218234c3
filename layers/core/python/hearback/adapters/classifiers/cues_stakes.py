"""Words that tell how grave a mention is, and with what its author threatens.

Notation in `cue_reading`. Severity `urgent` is danger, violence, fraud, money taken, a hacked
account, a vulnerable person; `vulnerable` counts only beside a failure. `failure` is a concrete
one, `mild` an annoyance. Of a threat, `past` are the look-alikes: it was shared, and gladly.
"""

from hearback.adapters.classifiers.cue_reading import CueTable

SEVERITY: CueTable = {
    "urgent": {
        3.0: """
            alev$ al, alevler, tutus, yangin, patlad, patlama, elektrik$ carp, carpild, kivilcim,
            zehirlen, zehirled, hastanelik, hastaneye, ambulans, acil$ servis, bogul, yutuyordu,
            yutuyor, cam$ parca, cam$ kirig, metal$ parca, jilet, igne$ cik, bocek$ cik, fare$,
            kurt$ cik, alerji$ ol, alerjik$ reak, yaraland, yaralan, elim$ yan, yanik$ ol, kanama,
            kaza$ yap, kaza$ gec, fren$ tutma, gaz$ kacag, gaz$ kokusu, hesabima$ baska, hesabima$
            gir, hesabim$ cal, hesabim$ ele, hacklen, hesabim$ hack, kartimdan$ haberim, bilgim$
            disinda, haberim$ olmadan$ para, onayim$ olmadan, rizam$ olmadan, iznim$ olmadan,
            izinsiz$ para, izinsiz$ cek, para$ kes, paralar$ cekil, benden$ habersiz, adima$ hat,
            adima$ kredi, dolandirildi, dolandirici, sahte$ site, oltalama, phishing, kisisel$
            bilgilerim, numarami$ ver, numarami$ ucuncu, bilgilerimi$ paylas, taciz, tehdit$ et,
            saldir, darp, dovdu, siddet, tecavuz, intihar, oldur, gebert, solunum$ cihaz, oksijen$
            cihaz, diyaliz, insulin, yogun$ bakim, kanser$ hast, kalp$ hast, engelli$ raporu,
            bebek$ mama, mamasi, cocuk$ ac$, cocugum$ ac$, ilac$ gelme, ilacim, ilaclarim, caught$
            fire, on$ fire, sparked, exploded, explosion, electric$ shock, burned$ my, burnt$ my,
            dangerous, poison, hospital, ambulance, injur, choke, choking, allergic, glass$ in,
            bleeding, unsafe, hacked, logged$ into$ my, into$ my$ account, someone$ used$ my,
            without$ my$ permission, without$ my$ consent, unauthori, stole$ my, stolen$ card,
            identity$ theft, fraud, harass, assault, threaten, oxygen, dialysis, suicid,
            wheelchair, bana$ ait$ olmayan$ harcama, ait$ olmayan, haberim$ yokken, hesabimdan$
            para, hesabim$ bosal, bosaltilm, bosaltmis, kopyalan, fren$ tutm, freni$ tutm, freni$
            bosal, devrildi$ uzer, elektrik$ kac, kacak$ elektrik, carpiyor, isirdi, dustu$
            basina, kafasina$ dus, yatalak, solunum, nefes, kustu, kusma, ishal, dokuntu, kizarik,
            alerji, acile, acile$ git, zabit, polis$ cag, silahla, bicak, tehdit, sarkintilik,
            elle, resit$ olma, cocugun$ fotograf, izinsiz$ fotograf, kandirilarak, sahte$ urun$
            ilac, ilac$ yanlis, er$, rash, allerg, vomit, food$ poison, brakes, brake$ fail, not$
            my$ transaction, didn$ t$ make, transactions$ i, emptied$ my, drained$ my, ended$ up$
            in$ hosp, minor$
        """,
        2.0: """
            tehlike, zehir, yutuyord, iki$ kez$ para$ cekil, iki$ kez$ cekil, iki$ kere$ cekil,
            dolandir, calindi, yaniyordu, smoke, sparks, danger, fotografini$ izinsiz,
            fotografimi$ izinsiz, adima, benden$ habersiz$ hat, dusuyordu, ezilecek, olecek,
            oluyordu, olebilir, can$ guven, hayati$ tehlike, zehirli
        """,
    },
    "vulnerable": {
        2.0: """
            bebek, bebeg, hamile, yasli$, hasta$, hastayim, hastamiz, engelli, felcli, alzheimer,
            80$ yasinda, 85$ yasinda, 90$ yasinda, kemoterapi, ameliyat, cocugum, cocuk$ hasta,
            mahsur, mahzur, baby, infant, pregnant, elderly, disabled, surgery, stranded, newborn,
            annem$ hast, babam$ hast, kizim$ hast, oglum$ hast, dedem, nenem, anneannem,
            babaannem, bakima$ muhtac, yasinda, kanser, tekerlekli, gorme$ engel, isitme$ engel,
            sokakta$ kal, donuyoruz, soguktan, acil$ ilac, buzdolabinda$ ilac, grandma,
            grandmother, wheelchair, my$ mother, years$ old
        """,
    },
    "failure": {
        2.0: """
            gelmedi, gelmiyor, ulasmadi, teslim$ edilme, kayip$, kaybol, kaybett, bozuk, bozul,
            kirik, catlak, calismiyor, cekmiyor, magdur, param$, parami, iki$ kat, cekil, kesinti,
            kesildi, kapatil, giremiyor, odeme$ yapam, yapamiyor, yanlis$ urun, yanlis$ gonder,
            eksik, ariza, hata$ ver, cokuyor, coktu, beklettiniz, bekletil, cevap$ verme, cevap$
            yok, oyal, bekliyor, cozulme, cozmedi, iptal$ ettir, silinm, gecik, rotar, fazladan,
            ayipli, cizik, yirtik, uydur, bagird, hakaret, baska$ bir$ musteri, baskasin, gundur,
            haftadir, aydir, saattir, yildir, kere$, missing, lost$, broken, not$ work, stopped,
            crash, charged, no$ internet, no$ power, waiting, six$ days, days$, weeks$, months$,
            hours$, hold$, denied, wrong$, damaged, stolen, outage, nobody, zero$ repl, can$ t$,
            unable, twice$, delayed, never$ arriv, ulasama, giremiyo, cikmiyor, acilmiyor,
            akmiyor, yatirama, yatmadi, yansimadi, gecmedi, gecmiyor, tanimlanma, silmissiniz,
            silinmis, ucmus, yukseltmis, farkli$ tutar, farkli$ cik, eksik$ yat, mesgul, muhatap$
            yok, incelemede, gunluk, aksam$ geldi, yanlis, soguk$ geldi, buz$ gibi, curuk, bayat,
            sifir$ cozum, cozum$ yok, alamiyor, anlatiyorum, beklet, kavga, tutmadi, tutmuyor,
            motoru, dusuyor, 8$ geliyor, kesmis, kestiler, cektiler, cekmis, degismiyor, iade$
            etm, iade$ ed, kabul$ etm, reddet, uzatti, faks$, zorunda, oldu$ param, gun$ oldu, ay$
            oldu, hafta$ oldu, day$ after, wk$, weeks, late$, never$ came, cold$, waited,
            crashing, ignored, ignoring, declined, unanswered, slow$, mbps, deposit, paying$ for
        """,
    },
    "mild": {
        2.0: """
            hayal$ kirik, rengi, renk, reklam, indirim$ kodu, kampanya$ kodu, gecersiz, pahali,
            biraz$ ozen, ama$ urun$ saglam, sira$, kuyruk, ambalaj, sikici, filtre, arama$,
            bildirim, sms$ att, mesaj$ at, logo, tasarim, cevap$ bekl, meh$, colour, color, ugly,
            slow$ clap, annoying, packaging, design, expensive, overpriced, tadi, eskisi$ gibi,
            insaf, guldur, reklamdan, reklamlar, sikildim, keske, biraz, az$ daha, kahveye,
            dondurma, muzik, kalabalik, park$ yer, koku$, logosu, sarki, kapida$ kadar, soyunma,
            bland, boring, dull, queue, pricey, ads$
        """,
    },
}

LEVERAGE: CueTable = {
    "physical": {
        3.0: """
            oldurur, oldurec, gebert, gebertir, dovec, doverim, dovmeye, doveriz, bacaklarini,
            bacagini, kafani$ kir, kafasini$ kir, kafanizi, agzini$ burn, agzinizi, kemiklerini,
            elime$ gecir, elime$ gec, yakarim, yakacag, yakariz, yikarim, yikacag, basarim$ oray,
            camini$ cerceve, camlarini, cam$ cerceve, vururum, vuracag, keserim$ sizi, kursun,
            silah, bicakla, bicag, hesabini$ kan, canina$ oku, sizi$ orda, sizi$ orada$ bul, orda$
            bulac, kapiniza$ dayan, sizi$ bulac, bulurum$ sizi, evini$ biliyor, nerede$ oturd,
            gunlerini$ goster, dagitirim, parcalarim, yumruk, mermi, saglam$ cikamaz, topunuzu,
            oturdugunu$ bil, pataklar, i$ ll$ kill, gonna$ kill, will$ kill, kill$ you, kill$ him,
            kill$ them, smash$ that, smash$ your, smash$ his, smash$ up, burn$ down, burn$ your,
            burn$ it, break$ your, beat$ you, beat$ the, punch, bomb, i$ know$ where, watch$ your$
            back, come$ down$ there, gonna$ hurt, will$ hurt, knock$ your, blow$ up$ your,
            basiniza$ yik, basina$ yik, ayaklarini$ kir, ayagini$ kir, kolunu$ kir, burnunu$ kir,
            disini$ kir, dislerini, kemiklerinizi, camlarinizi$ indir, cami$ cerceve, cam$
            cerceve$ indir, dukkani$ basar, subeyi$ basar, subenizi$ basar, kafani, kafaniza$ sik,
            sokaga$ girsin$ de, karsima$ cik, elimden$ al, elimden$ cek, canini$ yak, caninizi$
            yak, kan$ dokul, kan$ cik, olursunuz$ elim, adam$ oldur, yakip$ yik, atese$ ver,
            benzin$ dok, bomba, beat$ up, kick$ his, kick$ your, slap, stab$, set$ fire, burn$
            that, find$ you, hunt$ you, teach$ you$ a$ lesson, break$ his, break$ her, break$
            their
        """,
    },
    "legal": {
        3.0: """
            avukat, mahkeme, dava$ ac, davaci, dava$ edec, dava$ et, davayi, hakem$ heyet,
            tuketici$ hak, tuketici$ heyet, tuketici$ mahk, tuketici$ dern, savcilik, savcilig,
            suc$ duyuru, cimer, bddk, kvkk$ ya, kvkk$ kurul, kvkk$ ye, kisisel$ verileri$ koruma,
            reklam$ kurul, rekabet$ kurum, epdk, spk$ ya, ticaret$ bakanlig, yasal$ yol, yasal$
            islem, yasal$ surec, hukuki, hukuksal, yargi, icra$ yoluy, ihtarname, ihtar$ cek,
            bakanliga, sikayet$ edecegim$ bakan, resmi$ makam, adalet$ onunde, polise, jandarma,
            hakkimi$ yasal, lawyer, attorney, solicitor, sue$, suing, lawsuit, court, legal$
            action, small$ claims, ombudsman, trading$ standards, consumer$ protection, consumer$
            rights, regulator, ftc$, fcc$, ofcom, bbb$, report$ you$ to, police, chargeback, take$
            this$ further, legally, suc$ duyurusunda, hukuk$ burosu, hukuki$ surec, dava$ dilekce,
            mahkemede, mahkemeye, tuketici$ basvur, heyete$ basvur, heyete$ gid, arabulucu,
            sigorta$ tahkim, tahkim$ kom, gumruk$ ve$ tic, valilige, kaymakamlig, sikayet$ ederim$
            btk, icraya, icra$ baslat, haciz, tazminat$ iste, maddi$ manevi, yasal$ hak, hakkimi$
            ara, hakkimi$ yedirt, resmi$ sikayet, my$ solicitor, my$ lawyer, financial$ conduct,
            small$ claim, file$ a$ complaint$ with, authorities, legal$ team, breach$ of$
            contract, take$ you$ to, advertising$ standards, dispute$ with$ my$ bank, bilirkisi,
            tuketiciye$ basvur, tuketiciye$ gid, tuketiciye$ sikayet, e$ devletten$ tuketici,
            edevletten, dilekce, mahkemelik, savci, kanuni, avukatimla, litigation, btk$, btkya,
            btkye, spk$
        """,
    },
    "publicity": {
        3.0: """
            herkese$ anlat, herkes$ gorsun, herkes$ gorec, herkes$ bil, herkes$ duy, herkese$
            duyur, takipcilerime, takipcilerim, rezil$ ed, ifsa, yayinlayaca, yayinlarim,
            yayinlayin, yayinlar$ mi, paylasacag, paylasirim, paylasicam, paylasacam, ses$ kaydi,
            kaydini$ yayin, videosunu$ cek, videoya$ cek, videoyu$ koy, her$ platform, her$ yerde$
            payl, her$ yere$ yaz, her$ yerde$ anlat, sosyal$ medyada, sosyal$ medyaya, twitterda,
            twitter$ da$ yaz, instagramdan, tiktokta, basina$ ver, basina$ tasi, basina$ yans,
            televizyonlara, haber$ kanal, haberlere$ cik, muhabir, gundem$ ol, gundem$ yap, trend$
            yap, tt$ yap, sikayetvara$ yaz, sikayet$ sitesi, yorum$ yazaca, bir$ yildiz$ ver,
            youtube$ kanal, duymayan$ kalma, kisi$ dinleyecek, kisi$ izleyecek, kisi$ gorecek, my$
            followers, go$ viral, going$ viral, expose$, exposing, post$ this, posting$ the,
            posting$ this, i$ ll$ post, tell$ everyone, everyone$ will$ know, everyone$ will$ see,
            everyone$ to$ see, let$ everyone, whole$ world, social$ media, newspaper, journalist,
            the$ press, news$ station, one$ star, bad$ review, leave$ a$ review, blast$ you, name$
            and$ shame, make$ sure$ everyone, youtube$ channel, tiktok, youtube$ da, youtubeda,
            ekside, eksi$ sozlug, forumlarda, grubunda$ gor, grubunda$ pay, grupta$ pay, mahalle$
            grub, veli$ grub, whatsapp$ grub, insanlara$ duyur, herkes$ ogren, herkes$ okus,
            millet$ gorsun, alem$ gorsun, bin$ takipci, k$ takipci, yayina$ al, story$ at, story$
            ye, reels, video$ cekip, videosu$ yayin, videoyu$ yay, ss$ ler, ekran$ goruntulerini$
            pay, konusmanin$ tamam, yazismalari$ pay, yazismalari$ koy, konusmalari$ pay, ses$
            kayd, haber$ ol, haber$ yap, manset, gazetelere, gazeteci, sikayetvar$ da, etiketleye,
            unlu$ tanid, influencer, basin$ yayin, boykot$ cagri, boykot$ basl, rezilliginizi,
            foyani, foyaniz, desifre, goes$ on$ tiktok, going$ on$ tiktok, on$ tiktok, all$ over$
            twitter, on$ twitter, tweet$ this, tweeting, on$ reddit, going$ public, trustpilot,
            google$ review, my$ blog, my$ podcast, followers, watchdog, recording$ goes, tagging,
            every$ news, local$ news, people$ need$ to$ know, warn$ everyone, spread$ the$ word,
            haberlerinde$ izle, haberlerde$ gor, video$ bende, kayit$ bende, ses$ bende, fenomen,
            unlu$ arkadas, koseyazar, kose$ yazar, internete$ koy, internete$ ver, internette$
            yayil, sosyalde, ifsal, papers$ get, the$ papers, filmed$ your, recorded$ you, on$
            camera$ and, canli$ yayinda$ anlat, canli$ yayinda$ ifsa
        """,
    },
    "churn": {
        3.0: """
            operator$ degis, hattimi$ tasi, numarami$ tasi, hatti$ tasi, hat$ tasi, tasiyacag,
            tasiyorum, gectim$ sizden, ayriliyor, ayrilac, ayrildim, ayrildik, vedalas, son$
            siparis, son$ alisveris, bir$ daha$ asla, bir$ daha$ alma, bir$ daha$ siparis, bir$
            daha$ kullan, bir$ daha$ gelme, bir$ daha$ ugra, bir$ daha$ adim, bir$ daha$ ucma,
            daha$ almam, isim$ bitti, isimiz$ bitti, isim$ olmaz, isim$ kalmadi, yollarimiz,
            yollarimizi, musteri$ kaybet, musterinizi$ kaybet, beni$ kaybet, bizi$ kaybet,
            kaybettiniz, uyeligimi$ iptal, uyeligimi$ sil, aboneligimi$ iptal, aboneligi$ iptal$
            ed, hesabimi$ kapat, hesabimi$ sil, hattimi$ kapat, iptal$ ediyorum, iptal$ edecegim,
            iptal$ ettiriyor, uygulamayi$ sil, sildim$ uygulama, birakaca, terk$ ed, sizden$
            alisveris, tercih$ etmey, elveda, cancelling$ my, canceling$ my, cancel$ my$ account,
            cancel$ my$ subscription, cancelled$ my, switching$ to, switched$ to, switch$ to, i$
            m$ leaving, leaving$ you, never$ again, never$ buy, never$ order, never$ shop, never$
            fly, never$ use, lost$ a$ customer, lost$ me, taking$ my$ business, business$
            elsewhere, going$ to$ your$ competitor, closing$ my, deleting$ the$ app, done$ with$
            you, moving$ to$ another, going$ elsewhere, bye$ bye, no$ longer$ a$ customer, sizi$
            sildim, sildim$ sizi, sildim$ uyg, uygulamanizi$ sil, rakibiniz, rakipleriniz, rakibe,
            gecis$ kodu, iptal$ edin$ hat, hattimi$ iptal, kartinizi$ iptal, kartimi$ iptal,
            kapatiyorum$ hesab, hesabimi$ baska, paramizi$ cek, parami$ cekip, gorusmemek$ uzere,
            gorusmek$ uzere$ deme, kalici$ olarak$ ayril, hosca$ kal, hoscakal, elvada,
            degistiriyorum$ oper, degistirecegim, degistirdim$ oper, baskasina$ gec, bir$ daha$
            mi, tovbe, tovbeler, son$ olur, ilk$ ve$ son, musteriniz$ degil, musteriniz$ olm,
            kullanmay$ birak, kullanmayi$ birak, uyeligimi$ bitir, aboneligimi$ bitir, aboneligi$
            kapat, aboneligimi$ kapat, sozlesmem$ bitince, taahhut$ biter, taahhutum$ biter,
            taahhudum$ bit, gecmeyi$ dusun, gecis$ yapac, gecis$ yaptim, terk$ et, uninstall,
            moving$ to$ the$ other, moving$ to, move$ to$ another, found$ another, going$ with$
            your, i$ m$ out, i$ m$ gone, we$ re$ done, cancelling, cancelled$ today, last$ order,
            last$ purchase, won$ t$ be$ back, not$ coming$ back, won$ t$ be$ buying, won$ t$
            renew, not$ renewing, closing$ account, close$ my$ account, take$ my$ money$
            elsewhere, shopping$ elsewhere, goodbye, bana$ musaade, yolunuz$ acik, size$ yol$
            gorun, defterini$ kapat, defteri$ kapat, sayfayi$ kapat, gozden$ cikar, kara$ liste,
            rakip$ uygulamaya$ gec, rakibe$ gec, baska$ yere$ gec, baska$ bankaya$ gec, baska$
            bankaya$ tasi, baska$ operatore$ gec, baska$ operatore$ tasi, last$ day, today$ was$
            my$ last, you$ lost$ me, parting$ ways, farewell
        """,
        1.0: """
            gectim, gecec, baska
        """,
    },
    "past": {
        2.0: """
            paylastim, herkesle$ paylas, arkadaslarimla$ paylas, onerdim, tavsiye$ ettim, herkese$
            oner, herkese$ tavsiye, gururla, i$ shared, shared$ this, told$ everyone$ how, told$
            all$ my, recommended, paylastik, anlattim$ herkese, herkese$ anlattim, storyde$
            paylas, videoyu$ herkesle, herkese$ gosterdim, ovduk, ovuyor, shared$ with, posted$
            about$ how$ good, my$ lawyer$ friend, avukat$ arkadas, avukat$ kuzen, davet, davetiye
        """,
    },
}
