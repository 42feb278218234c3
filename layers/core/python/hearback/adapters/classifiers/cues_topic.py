"""Words that tell what a mention is about; notation in `cue_reading`.

Strength 3 names the topic itself, 2 something that belongs to it, 1 a hint.
"""

from hearback.adapters.classifiers.cue_reading import CueTable

TOPIC: CueTable = {
    "billing": {
        3.0: """
            fatura, para$ cek, para$ kes, ucret$ cek, ucret$ kes, cekim$ yap, otomatik$ odeme,
            gecikme$ faizi, gecikme$ bedeli, taksit, tahsil, borc, iki$ kez$ cek, iki$ kere$ cek,
            iki$ kez$ para, aidat, komisyon, tarife$ ucreti, son$ odeme, charged, overcharg,
            billing, bill$, bills$, invoice, payment, subscription$ fee, hidden$ fee, monthly$
            fee, charge$, aidatsiz, depozito, faiz, kredi$ kart, kartimdan, kartima$ yans,
            harcama, provizyon, ekstre, hesap$ isletim, dosya$ masraf, mtv, vergi, zamli$ fatura,
            deposit, interest, credit$ card, direct$ debit, debited, instal, withdraw, tax$
        """,
        2.0: """
            ucret, fiyat, zam$, zamm, zamli, pahali, tarife, odeme, ode$, oder$, oderim, odey,
            odedi, tutar, tl$, lira, kurus, para$, parasi, paralar, hesap$ ozet, kart$ ekstre,
            kesmis, kesiyor, cekmis, price, pricing, fee$, fees$, cost, expensive, paid$, paying,
            money, upgrade$ fee, kredi$, ucuz, fiyati, fiyata, etiket, pesin, hesaptan, kesinti$
            olur, masraf, paraya, odenmis, cheap, paying$ for, bank$, asgari, havale, eft,
            hesabimdan, ucreti$ yans, zamdan, bin$ lira, ekstra, dustu$ hesap, withdrawals,
            charge$ ediyor, charging
        """,
        1.0: """
            kart, kredi, banka, indirimli, dolar, euro, card, account$ charged
        """,
    },
    "delivery": {
        3.0: """
            kargo, kurye, teslimat, teslim$, teslim$ ed, dagitim, paketim, paket$ ortada, paket$
            gel, yola$ cik, hazirlaniyor, montaj, kurulum$ ekib, bavul, bagaj, valiz, adrese,
            adreste, kapima, kapida$ birak, kapiya$ birak, takip$ numara, delivery, deliver,
            shipping, shipped, shipment, courier, parcel, package, tracking, dispatch, luggage,
            baggage, out$ for, dagitici, kuryeler, koltuk$ takimi$ gel, nakliye, nakliyat,
            teslimati, teslimatta, sevkiyat, kargola, kargocu, kapimda, kapiya, kapida, randevu$
            gun, montaj$ ekib, servis$ ekib, getirmediler, getirdiler, getirecek, getirdi, same$
            day, next$ day, showed$ up, doorstep, driver$ left, drop$ off
        """,
        2.0: """
            siparis, yanlis$ urun$ gonder, gonderm, gonderiyor, ulasti, ulasir, ulasmadi, elime$
            ulas, yollad, gelmedi, hala$ gelme, geldi$ mi, paket, randevu$ saat, arrive, order$,
            ordered, arrived, ship$, received, gelecekti, gelir$, gelir$ mi, kac$ gunde, hala$
            yolda, yolda, ne$ zaman$ gel, komsuya, uykuda, subede$ bekl, zile, kapiyi$ cal,
            dagitima, yonlendir, porch, locker
        """,
        1.0: """
            gelmi, gelecek, geldi, evde$, kapi, komsu, adres
        """,
    },
    "refund": {
        3.0: """
            iade, para$ iadesi, paramin$ iadesi, geri$ odeme, degisim, ucret$ iade, parami$ geri,
            paramiz$ geri, param$ yatma, tazminat, cayma$ hakki, refund, money$ back, return$
            policy, return$ an, return$ it, returned, returning, exchange, iadem, iadeyi, parami$
            iade, paramin$ iade, bileti$ iptal, biletimi$ iptal, kesinti$ yap, eksik$ yat,
            degistirebil, degistirmek, degisim$ yap, hediye$ degis, aciga$ al, swap, receipt, get$
            my$ money, give$ back
        """,
        2.0: """
            geri$ ver, geri$ al, geri$ gonder, parami, param$, return$, reimburse, compensation,
            iptal$ edeli, param$ nerede, param$ hala, geri$ yat, hesabima$ yat, bileti$ aciga
        """,
        1.0: """
            degistir, yatma, yatir
        """,
    },
    "product": {
        3.0: """
            urun, telefon$ kutu, ayakkabi, tisort, elbise, pantolon, kazak, mont$, buzdolabi,
            camasir, supurge, makine, kulaklik, televizyon, bilgisayar, laptop, tablet$, sarj$
            aleti, batarya, pil$, garanti, beden, numara$ buyuk, kalite, yemek, pizza, burger,
            cikolata, yogurt, sut$, ekmek, lezzet, tadi$, oda$, odada, otel, ucus, ucak, kabin,
            tost, kahve$, kitap, kutu, koltuk, mobilya, dolap, canta, product, quality, shoes,
            shirt, dress, jacket, fridge, heater, headphone, battery, warranty, bottle, size$,
            food, meal, room$, hotel, flight, seat$, ride$, driver, course, colour, color, item$,
            sound, motor, motoru, klima, fren, freni, araba, arac, tekerlek, kapi$ kolu, kamera,
            hoparlor, bas$, basi$, saat$ kordon, telefonun, telefonum, monitor, klavye, fare$,
            yazici, utu, firin, bulasik, mont, montu, bot$, botu, terlik, sampuan, krem, parfum,
            makyaj, sac$, bebek$ bez, mama, oyuncak, dondurma, cips, doner, kofte, tavuk, et$,
            meyve, sebze, peynir, pasta, corba, menu, porsiyon, tadi, tuzlu, gluten, vegan,
            vejetaryen, ucakta, ikram, bilet$ al, rotar, tur$, resepsiyon, havuz, kahvalti,
            temizlik, yatak, carsaf, sigorta$ dosya, police, muayene, doktor, kurs, egitim, ders$
            kay, gitar, kulaklig, sarj, bluetooth, ram$, islemci, orijinal, defolu, numune, koku,
            cilt, pil$ omru, ekran$ kart, decaf, boots, cream, shampoo, chair, engine, brake,
            tyre, tire$, camera, keyboard, cake, chicken, coffee, pool$, breakfast, cabin, gift$,
            toy$, rash, gym, headset, bass$, watch$, sofa
        """,
        2.0: """
            bozuk, bozul, kirik, catlak, cizik, sahte, model$, modelin, renk, rengi, ekran, stok,
            kumas, dikis, parca, servis, yika, kullaniyorum, aldigim, kokuyor, bayat, alev,
            patlad, isiniyor, paketleme, malzeme, serinin, serisi, performans, icinden, plastik,
            broken, stock, bought, wear, fits$, faulty, defective, taste, material, battery$,
            burned, smell, photo$, boyutu, olcu, olculer, modeli, tasarim, sapi, dayanikli,
            kutudan, tek$ kul, kirli, temiz, servisi, kullanim, kalitesi, urununuz, quality$,
            aktarma, hostes, pilot, havaliman, lens, gozluk, biskuvi, kapuson, bisiklet, matkap,
            tabani, fermuar, laktoz, mattress, zip$, pillow, car$, brew
        """,
        1.0: """
            aldim, aldik, kapali$ kutu, yeni$, wash, new$
        """,
    },
    "customer_service": {
        3.0: """
            musteri$ hizmet, musteri$ temsilci, temsilci, cagri$ merkez, canli$ destek, destek$
            hatti, destek$ ekib, danisma$ hat, operatore$ baglan, beklett, bekletil, hatta$ bekle,
            telefonda$ bekle, telefonu$ ac, telefonlara, cevap$ ver, cevap$ yok, cevap$ bekl,
            cevap$ al, cevabi$ bekl, donus$ yap, donus$ yok, geri$ donus, muhatap, yetkili,
            sikayetim, sikayetime, whatsapp$ destek, chatbot, robot$, customer$ service, customer$
            support, customer$ care, support$, agent, representative, helpline, call$ cent, on$
            hold, hung$ up, live$ chat, answer$, response, reply, replies, bot$ cevap, insan$ yok,
            yapay$ zeka$ as, musteri$ iliski, cagri, santral, hatta$ bek, 182, 444, 0850, dakika$
            muzik, transfer$ et, baska$ birime, birim$ birim, not$ alm, ayni$ seyi$ anlat, kayit$
            ac, kayit$ num, talep$ num, sikayet$ num, whatsapptan$ ulas, ulasabil, size$ nasil$
            ulas, support, chat$ team, staff$ member$ on, callback, call$ back, ignoring$ me,
            keep$ ignor
        """,
        2.0: """
            destek, aradim, ariyorum, aramad, dm$, mesaj$ att, mail$ att, yazdim, yaziyorum,
            ilgilen, oyal, cozum, cozmedi, cozuldu, hizmet, called, email, e$ mail, chat$, speak,
            spoke, rude, service$, randevu$ al, aradilar, arayip, hanim, bey$, hanima, beye,
            anlatiyorum, anlatim, tavir, uslup, ilgileri, mailime, mailim, cevaplam, gorusme,
            konusma, legend, team$, kopyala, yapistir, temsilciyi, yuzume$ kapat, okuyan,
            mesajima, sabrina
        """,
        1.0: """
            bekliyor, bekledim, contact, call$
        """,
    },
    "network": {
        3.0: """
            internet, sebeke, cekmiyor, cekiyor, cekim$ gucu, baz$ istasyon, kapsama, fiber,
            altyapi, modem, hiz$ testi, mbps, wifi, wi$ fi, baglanti, kesinti, elektrik, su$
            kesil, sular, dogalgaz, sinyal, esim, sim$ kart, hat$ cek, 5g, 4g, 4$ 5g, ping$,
            network, signal, coverage, outage, broadband, fibre, router, speed$, data$ speed,
            power$ cut, electricity, water$ cut, connection, su$ ak, su$ yok, asansor,
            elektrikler, trafo, voltaj, gaz$ kesil, istasyon, bant$ gen, hotspot, kota, ping,
            upload, download, megabit, mbit, cekim$ guc, full$ cek, operator, roaming, yurtdisi$
            kullan, bakim$ mi$ var, lte, megabyte, no$ bars, dead$ zone, blackout
        """,
        2.0: """
            ariza, hiz$, hizi, kesik, kesildi, kopuyor, kopma, yavas, hattim, hatlar, slow$,
            disconnect, lag$, hiz$ 100, hizim, cek$, cekm, ceker, kopup, net$, interneti, netim,
            gigabit, streaming, su$ ver, yayin$, yayini, nakil, kotayi, yurt$ disinda, yaylada,
            donmadan, kopuyo
        """,
        1.0: """
            mahalle, sokak, koy$, hat$, street, area
        """,
    },
    "app": {
        3.0: """
            uygulama, app$, aplikasyon, web$ site, siteniz, sitede, siteye, sayfa, guncelleme,
            giris$ yap, giremiyor, sifre, dogrulama$ kod, sms$ kod, arayuz, karanlik$ mod, login,
            sepet, buton, filtre, arama$ kism, bildirim, mobil$ sube, kullanici$ ad, ekran$ hata,
            oyun$ hesab, application, website, log$ in, password, notification, crash, dark$ mode,
            checkout, interface, bug$, feature, app, bankaciliga, mobil$ bankacilik, internet$
            sube, sekme, menude, parola, parmak$ izi, yuz$ tanima, widget, harita, konum$ izni,
            oyunda, oyunu, oyun$ icin, elmas, jeton, sunucu, server, hesabima$ gec, dil$ secen,
            tema, uygulamada, surum, versiyon, android, ios$, eklenti, entegrasyon, sayfasi, uye$
            ol, kayit$ ol, e$ posta$ dogrul, export, button, widgets, uninstall, freez, loading,
            homepage, sign$ in, logged$ out
        """,
        2.0: """
            cokuyor, coktu, donuyor, kasiyor, hata$ ver, error, acilmiyor, tikla, ozelligi,
            ozellik, hesabima$ gir, menu$, ekle$, indirdim, playlist, liste, settings, click,
            load, guncelle, telefonuma$ indir, kapaniyor, aciliyor, ekrani$ gel, kayitli$ adres,
            favori, bildirimleri, siparis$ gecmis, tasarim, ekrani, arama$ kutusu, mod$, ui$,
            ikinci$ telefon, odeme$ ekran
        """,
        1.0: """
            account, code$
        """,
    },
    "campaign": {
        3.0: """
            kampanya, indirim, kupon, cekilis, hediye$ ceki, puan$, puanlar, bonus, promosyon,
            reklam, firsat, kampanya$ kodu, indirim$ kodu, davet$ kodu, black$ friday, efsane$
            cuma, campaign, discount, coupon, promo, voucher, points$, loyalty, sale$, advert,
            giveaway, offer$, deal$, puanlarim, mil$, millerim, hediye$ kart, sadakat,
            ogretmenlere$ ozel, ogrencilere$ ozel, ozel$ fiyat, yuzde, iki$ al$ bir, 1$ alana, 3$
            al$ 2, sponsorluk, reklaminiz, bonus$ kart, cashback, student$ discount, rewards,
            miles$
        """,
        2.0: """
            hediye, sms$ at, mesaj$ atip, reklam$ mesaj, katil, kazan, gecersiz, gift, kazandim,
            hediye$ 5, kuponla, puani
        """,
        1.0: """
            eski$ musteri, yeni$ musteri, student
        """,
    },
    "contract": {
        3.0: """
            taahhut, taahut, sozlesme, abonelik, aboneligi, uyelik, uyeligi, cayma$ bedel, cayma$
            ceza, hat$ kapat, hattimi$ kapat, numara$ tasi, hat$ tasi, fesih, feshet, iptal$
            ettir, iptal$ talep, iptal$ basvur, kapatmak$ icin, contract, subscription, subscribe,
            cancel$, cancellation, membership, commitment, terms$, early$ termination, tahhut,
            tahut, taahhud, uyelikten, aboneligimi, sozlesmem, cayma, gecis$ kodu, hattimi$ iptal,
            iptal$ edin$ hat, paketi$ yuksel, tarifemi$ degis, tarifeyi$ degis, kapatma$ talep,
            hattimi, hatti$ devr, devretmek, devir$, kontrat, unsubscrib, auto$ renew, notice$
            period, sign$ up, plan$ change, free$ trial
        """,
        2.0: """
            iptal, paket$ secenek, otomatik$ yenile, yenilen, devret, canceled, cancelled,
            cancelling, renew, plan$, paketi$ degis, paketim, tarifem, uye$, yukselt, cancel$ my,
            leave$
        """,
        1.0: """
            paket$, kapat, tasima
        """,
    },
    "branch": {
        3.0: """
            magaza, sube, bayi, kasiyer, kasada, kasa$, market$, reyon, kasiyeri, gorevli,
            guvenlik$ gorev, mudur$, restoran, garson, tezgah, danisma$ mas, bayiniz, store,
            shop$, branch, cashier, outlet, waiter, restaurant, premises, open$ on$ sunday, what$
            time$ do$ you$ open, subeniz, magazaniz, magazada, magazasi, subede, subesi, kasa$
            sira, soyunma$ kabin, deneme$ kabin, atm, gise, veznede, vezne, masaya, garsonlar,
            mekan, acik$ misiniz, en$ yakin, danismada, calisanlar, calisanlarin, personeli,
            guvenlikci, counter, nearest, opening$ hours, checkout$ line, fitting$ room, till$
        """,
        2.0: """
            calisan, personel, sira$, kuyruk, otopark, kacta$ acil, kacta$ kapan, calisma$ saat,
            acik$ mi, open$ on, staff, queue, manager, parking, opening, ekip, danisma, sube$
            mudur, mudurunuz, avm$, lady$ at, gate$
        """,
        1.0: """
            kadikoy, mudur, bekledim, line$
        """,
    },
    "privacy": {
        3.0: """
            kvkk, kisisel$ veri, verilerim, verilerin, bilgilerim, gizlilik, hesabima$ gir,
            hesabima$ baska, hesabim$ cal, hesabim$ hack, hacklen, hack$, oltalama, phishing,
            dolandiric, sahte$ mesaj, sahte$ site, sahte$ sms, numarami$ ver, numarami$ ucuncu,
            ucuncu$ firma, kimlik$ bilgi, baska$ bir$ musteri, baskasinin$ fatura, izinsiz$ arama,
            bilgim$ disinda, sifrem$ degis, guvenlik$ acig, privacy, gdpr, personal$ data, my$
            data, hacked, identity$ theft, logged$ into$ my, fraud, scammer, data$ breach,
            unsubscribe, adima$ benden, adima$ hat, adima$ kredi, fotografimi$ izinsiz,
            fotografini$ izinsiz, aydinlatma$ metn, acik$ riza, veri$ sil, verimi$ sil,
            verilerimi, bana$ ait$ olmayan, ait$ olmayan$ harcama, sifremi$ cal, tckn, tc$ kimlik,
            kimligim, spam$ ara, numarami$ nereden, nereden$ buldunuz$ num, iki$ adimli, cookie,
            gizlice, izinsiz$ kullan, delete$ my$ data, consent, spam$ call, tracking$ me
        """,
        2.0: """
            veri$, veriler, guvenlik, izin$ verme, izinsiz, kayitli$ kart, haberim$ olmadan,
            baskasi, someone$, security, leaked, link$ geldi, tikladim, sildirmek, nereden$
            aldiniz, kartim$ bosal
        """,
        1.0: """
            kimlik, numarami, permission
        """,
    },
}
