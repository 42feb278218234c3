"""Words that tell a grievance; notation in `cue_reading`.

Strengths: 3 nearly always, 2 mostly, 1 a hint. `breach` is a failure that is stated, `trouble` one
that may be denied ("no problem at all"), `anger` blame, `mended` that it was put right,
`courtesy` that the tone is kept.
"""

from hearback.adapters.classifiers.cue_reading import CueTable

GRIEVANCE: CueTable = {
    "breach": {
        3.0: """
            magdur, dolandir, kandir, aldatil, kazikla, oyalan, oyali, oyalad, bekletil, beklett,
            cevap$ alam, cevap$ ver, donus$ yapil, donus$ yok, geri$ donus$ yok, muhatap$ bul,
            haber$ yok, cevap$ yok, ses$ yok, ortada$ yok, gelen$ giden, arayan$ yok, donen$ yok,
            ilgilenen$ yok, okuyan$ yok, bakan$ yok, arayan$ var$ ne, nerede$ kaldi, nerde$ kaldi,
            hala$ gelme, hala$ yok, hala$ bekli, halen$ bekli, halen$ gelme, bir$ turlu, izinsiz,
            onaysiz, habersiz, haber$ verme, mukerrer, iki$ kez$ cek, iki$ kere$ cek, iki$ defa$
            cek, fazladan, ayipli$ mal, bozuk$ cik, bozuk$ gel, kirik$ gel, kirik$ cik, eksik$
            gel, eksik$ cik, yanlis$ gel, yanlis$ urun, hasarli, alev$ al, still$ waiting, still$
            no$, still$ not$, still$ haven, no$ response, no$ reply, zero$ repl, nobody$ answer,
            no$ one$ answer, nobody$ respond, never$ arriv, never$ came, never$ receiv, not$ work,
            doesn$ t$ work, stopped$ work, charged$ twice, double$ charg, overcharg, on$ hold,
            hung$ up, without$ my$ permission, without$ my$ consent, ripped$ off, rip$ off, scam,
            unauthori, not$ been$ refunded, denied$ my, refus, let$ down, out$ of$ order, wrong$
            item, wrong$ size, wrong$ order, wrong$ product, arrived$ broken, arrived$ damaged,
            no$ internet, no$ signal, no$ service$, no$ power, no$ electricity, faulty, defective,
            sifir$ cozum, ait$ olmayan, bana$ ait$ olma, yapmadigim, almadigim, kullanmadigim,
            istemedigim, onaylamadigim, gelen$ olmadi, arayan$ olmadi, donen$ olmadi, ilgilenen$
            olmadi, kimse$ bak, kimse$ ilgilen, kimse$ ara, kimse$ don, kimse$ cevap, kimse$ bilm,
            kimse$ gelme, kimseye$ ulas, duzelmedi, duzelmiyor, cozum$ bulun, cozum$ yok,
            cozulmedi, ise$ yarama, akmiyor, tutmadi, tutmuyor, yarim$ geldi, soguk$ geldi, buz$
            gibi$ gel, cig$ geldi, gec$ geldi, gec$ gel, yanlis$ yer, gune$ kaldi, benden$
            habersiz, bana$ sormadan, haberim$ olmadan, bilgim$ disinda, fazla$ cek, fazla$ kes,
            fazla$ ucret, eksik$ yat, eksik$ iade, hakkimi$ ye, magduriyet, ended$ up$ in, showed$
            up$ late, days$ late, hours$ late, weeks$ late, never$ showed, no$ show, not$ arrived,
            not$ delivered, still$ hasn, still$ isn, still$ can, nobody$ came, nobody$ call,
            nobody$ pick, no$ answer, can$ t$ log, can$ t$ pay, won$ t$ load, won$ t$ open, won$
            t$ charge, won$ t$ turn, keeps$ crash, keeps$ freez, keeps$ drop, keeps$ disconn,
            paying$ for$ a, after$ i$ cancelled, buhar$, ortada$ kal, yolda$ kal, acikta$ kal,
            perisan, iskence, zulum, surund, surunuyor, ugrastir, cebelles, duvara$ konus, kapi$
            duvar, top$ gibi, mekik, elimde$ kaldi, elinde$ kaldi, acildi$ gitti, para$ coplug,
            cope$ gitti, bosu$ bosuna, isten$ izin, izin$ aldim$ isten, yuzume$ kapat, hatti$
            yuzume, sistemden$ at, atildim, attirdi, bosaldi$, bosaliyo, unuttu, unutmus,
            yapistirip, basmadan, calmadan, aramadan, sormadan, haber$ vermeden, tersini, aksini,
            tam$ ucret, ragmen$ tam, tanimli$ olmasina, kabul$ etmiyor, kabul$ etmedi, geri$
            cevir, isitmiyor, sogutmuyor, geregini, geregi$ yap, tarafima$ ulas, mac$ saatinde,
            donuyo, kasiyo, cokuyo, kopuyo, kopup, tik$ yok, tiklad, bosalmis, gonderilmis$ hesab,
            hesabimdan, kaybettirdi, yanlis$ fatura, yanlislik, ters$ cevap, says$ delivered,
            marked$ as$ delivered, marked$ it$ delivered, never$ made, i$ never, hala$ charge,
            charge$ ediyor, cancel$ ettim, error$ ver, crash$ ol, broke$ the, broke$ after, fell$
            off, came$ off, came$ apart, mocking, laughed$ at, yelled$ at, shouted$ at, walked$
            away, hicbir$ sekilde, kirik$ geldi, kirik$ cikti, bozuldu, bozulmus, calismadi,
            calismaz, calismiyor, calismaya$ bas, ise$ yaramaz, hacklendi, olmasina$ ragmen,
            olmama$ ragmen, etmeme$ ragmen, ettigim$ halde, oldugum$ halde, yaptigim$ halde,
            istedigim$ halde, olmadigi$ halde
        """,
        2.0: """
            bozuk, kirildi, kirilm, catlak, catlam, cizik, yanlis, hatali, hata$ ver, gecik,
            rotar, kayip$, kaybol, kaybett, coktu, cokuyor, donuyor, kasiyor, patlad, patlam,
            yandi$, tutus, kivilcim, akitiyor, delik, delin, yirtik, yirtil, lekeli, kirli,
            kokuyor, kokm, kufl, bayat, curuk, bocek, sokul, kopt, kopuk, silinm, calinm, calindi,
            kesinti, kesildi, kesik$, kapanm, yavas, donmus, surpriz$ ucret, iki$ kati, uc$ kati,
            kat$ fazla, fazla$ para, haksiz, ulasam, ulasila, baglanam, acilm, bekliyor, bekledi,
            bekletiy, beklemekte, yine$ gelme, geri$ gonder, ezik, ezil, islan, islak, zarar,
            cizil, farkli$ cik, farkli$ gel, alakasi$ yok, ilgisi$ yok, vermis$ oldugunuz$ soz,
            soz$ ver, dediniz, demistiniz, diyorsunuz, demissiniz, iptal$ etm, iptal$ olm, iptal$
            edil, kapatilm, engellen, bloke, donduruld, cikar$ beni, cikarin$ beni, cikarin$
            artik, duzelt, cozun$, cozunuz, cozulme, giderilme, halledin, toplatin, geri$ verin,
            bayatlam, zehirle, sahte, sus$ pay, ihmal, late$, delay, broken, broke$, damage,
            missing, lost$, stolen, crash, error, bug$, bugs$, outage, stuck, fail, disconnect,
            ignored, ignoring, cancelled$ my, waiting, waited, nobody$, keeps$, not$ receiv,
            haven$ t$, hasn$ t$, didn$ t$, doesn$ t$, don$ t$ work, won$ t$, cannot$, unable, isn$
            t$, aren$ t$, wasn$ t$, couldn$ t$, dead$ on, burned, burnt, sparked, leak, mold,
            mould, expired$, raw$, hair$ in, wrong$, hidden$ fee, took$ money, taken$ from,
            logged$ into, hacked, misleading, supposed$ to, complain, poor$ service, slow$,
            buffering, cracked, scratched, torn$, fell$ apart, useless, refund$ me, give$ me$
            back, my$ money$ back, fix$ this, fix$ it, fix$ your, halen$ yok, mahvol, mahvett,
            oldu$ param, param$ nerede, param$ hala, yatmadi, yatmiyor, ucmus, gitmis$ param,
            silmissiniz, silmisler, yok$ olmus, dusmus$ puan, iptal$ etti, iptal$ edildi, reddet,
            reddedil, onaylanma, vermediler, vermedi$, getirmedi, almadi$, dedikleri, sozunu,
            sozunde, sozlesmeye$ aykiri, dusuk$ geliyor, calar$ saat, hayal$ oldu, sadece$ sus,
            isinmiyor, isiniyor, sizdir, sizint, tikan, kopek$ gibi$ beklet, paslan, soyul, kabar,
            dagild, cikti$ icinden, icinden$ cikan, tarihi$ gecmis, son$ kullanma, yenmez,
            yenilmez, icilmez, giyilmez, kullanilmaz, kalitesiz, gurultu, pis$, pisti, sagir,
            ilgisizlik, alakasiz, kaba$, kabaca, azar, terslen, kovdu, yatiyor$ uygulama, sistem$
            yok, sistem$ cok, sistem$ ariza, dusuyor$ hat, hat$ dustu, faks$, zorunda, zorluyor,
            mecbur, dayat, haksizlik, yalan$ soyl, crashed, crashing, freez, froze, laggy, glitch,
            dropped$ call, dropping, cold$ food, was$ cold, undercooked, stale, rash$, sick$
            after, dirty, smelly, leaking, ripped$, peeling, snapped, bent$, dead$ batter, died$
            after, barely$ work, never$ work, lost$ my, cancelled$ without, declined, rejected,
            denied, refuse, empty$ box, half$ empty, short$ changed, downgrad, bumped, missed$ my,
            missed$ connection, unanswered, no$ help, unhelpful, dismissive, can$ t$ get, can$ t$
            reach, cheated, tricked, kopya$ yapistir, otomatik$ cevap, hazir$ cevap, bekliyo,
            kesiyo, kokuyo, kacti$ gitti, aktarma, gecersiz$ diy, kabul$ olm, tirnak$ kadar,
            minicik, kuculm, kucultm, azalt, azalm, gun$ oldu, hafta$ oldu, ay$ oldu, saat$ oldu,
            kere$ ara, kez$ ara, defa$ ara, hala$ bekl, ragmen, karsilik$ alam, sonuc$ yok, sonuc$
            alam, netice$ yok, surekli$ ayni, her$ seferinde, her$ defasinda, ayni$ hata, ayni$
            sorun, tekrar$ tekrar, yine$ ayni, yine$ yok, duzgun$ calis, dogru$ duzgun,
            hatalisiniz, suan$ yok, kirik$, en$ kisa$ sure, en$ kisa$ zaman, bir$ an$ once, talep$
            ediyorum, rica$ ediyorum, gerekeni$ yap, ugras, hicbir$ bilgi, hicbir$ cevap, hicbir$
            aciklama, halde$, her$ ay$ zam, durduk$ yere, kafasina$ gore, keyfi, calismama,
            bozulma
        """,
        1.0: """
            halen$, itiraz, kesiyor, zam$, zamm, pahali, guncelleme$, bagir, dustu$, kapali,
            mesgul, sira$, nothing$ like, again$, yet$, supposedly, expensive, rude, overpriced,
            calls$ to, fakat$, sure$ doldu, suresi$ dol, sozde, degil$ miydi, saatlik, but$,
            although, despite, though$, instead, hicbir, acil$, beri$, her$ ay
        """,
    },
    "trouble": {
        2.0: """
            sorun, problem, ariza, hata$, hatasi, hatalar, eksik, kusur, sikayet, sikinti,
            aksilik, issue, trouble, complaint, fault$, flaw, hiccup, downside, aksama,
            magduriyet, kabus, error, defect
        """,
    },
    "anger": {
        3.0: """
            rezalet, rezil, berbat, igrenc, kepaze, skandal, utanin, utanmaz, utanmi, yaziklar$
            olsun, yazik$ size, yazik$ gunah, biktim, biktik, biktir, illallah, pisman, hayal$
            kirik, lanet, soygun, hirsiz, sahtekar, ucakagit, ucakag, yeter$ artik, artik$ yeter,
            yetti$ artik, bu$ nasil$ is, nasil$ is$, ne$ bicim, saka$ gibi, saka$ mi, olacak$ is,
            insaf, umursam, umrunda, sacmalik, vurdumduymaz, beceriksiz, saygisiz, terbiyesiz,
            ilgisiz, muhatap$ alma, adam$ yerine, terrible, awful, horrible, worst, disgrace,
            disgust, ridiculous, unacceptable, pathetic, appalling, shocking, what$ a$ joke, slow$
            clap, fed$ up, sick$ of, shame$ on, disappoint, never$ again, avoid$, garbage,
            rubbish, trash$, nightmare, sucks$, joke$ of, waste$ of, bezdik, tovbe, iflah, adam$
            olmaz, adam$ degil, guldur, gulunc, trajikomik, kara$ mizah, pes$ dogrusu, vah$ vah,
            yazik$, hayret, olmaz$ olsun, batsin, kapatin$ gidin, kapatin$ dukkani, is$ bilmez,
            liyakatsiz, curumus, boyle$ hizmet, boyle$ firma, boyle$ marka, boyle$ rezil, bu$ ne$,
            ne$ rezalet, sinirden, delirmek, kafayi$ yi, yeter$ be, yeter$ ya, unbeliev,
            incompeten, clueless, laughable, absurd, outrag, infuriat, worst$ ever, do$ better,
            not$ good$ enough, what$ is$ wrong, zero$ stars, one$ star, crap$, useless
        """,
        2.0: """
            kotu, ayip, pes$, yuh$, yalan, guya, sozde, felaket, sacma, ihlal, isyan, cile$,
            ciledir, kustur, dalga$ gec, alay$ ed, tuzak, uydur, sorumsuz, ciddiyetsiz, yapmayin,
            ozen$, fahis, rezillig, ayiptir, begenmedi, memnun$ degil, memnun$ kalma, sinir,
            cildir, tiksin, worse$, bad$, lie$, lies$, lied$, annoy, frustrat, angry, joke$, meh$,
            shame$, cheap$ quality, poor$, sinir$, gereksiz, uyduruk, sallam, takmi, umur, ruhsuz,
            kafa$ bul, gozunu$ boya, kazikci, cakal, tefeci, soygunu, fiyatlar$ ucmus, ates$
            pahasi, el$ yak, cep$ yak, gecmis$ olsun, bitti$ bu$ firma, bozdunuz, bozmus, eskisi$
            gibi$ degil, eskiden$ boyle, kalite$ dus, dustu$ kalite, gittikce, her$ gecen$ gun$
            kot, yavan, tatsiz, lezzetsiz, overhyped, underwhelm, let$ down, not$ great, not$
            happy, not$ impressed, insult$, greedy, robbery, regret, hate, altin$ mi, dalga$ mi,
            kandirmaca, hikaye$ anlat, laf$ kalabalig, sus$ pus, ne$ ise$ yari, yazik$ ya,
            yapmayin$ ya, elledin, niye$ elled, kim$ test, aklini$ kac, cikmaz, tukendik, usandik,
            sogudum, sogudu, ses$ seda
        """,
        1.0: """
            hani$, kac$ kere, kac$ kez, defalarca, uc$ kere, bes$ kere, kac$ defa, come$ on,
            seriously, honestly, absolutely
        """,
    },
    "mended": {
        2.0: """
            cozdu, cozuldu, cozuverdi, cozum$ odakli, halletti, hallold, halloldu, telafi$ et,
            degistirdiler, yenisini$ gonder, hemen$ ara, geri$ ara, dakikada$ ara, dakikada$ coz,
            ilgilendi, yardimci$ oldu, sagladi, duzeltti, duzeldi, fixed$, solved, resolved,
            sorted$, helped$ me, replaced$ it, sorted$ it, made$ it$ right, sip$ diye, aninda$
            coz, aninda$ don, soru$ sormadan, hemen$ don, geri$ don, tesekkur$ ederim$ coz, iade$
            ettiler, yenisini, ertesi$ gun, got$ it$ fixed, refunded$ me, replaced, within$
            minutes, in$ two$ minutes, in$ minutes, straight$ away, right$ away, sorted
        """,
    },
    "courtesy": {
        1.0: """
            lutfen, merhaba, rica, iyi$ gunler, iyi$ aksam, iyi$ calisma, kolay$ gelsin, tesekkur,
            saygilar, yardimci$ olur, yardiminiz, please, hello, hi$, kindly, thank, could$ you,
            would$ you, regards, talep$ ediyorum, rica$ ediyorum, bilginize, bilgilerinize,
            tarafima, sayin$
        """,
    },
}
