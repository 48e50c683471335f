package broken

import "time"

// Many labels, and jumps in all directions.
func hugeGoto(n int) {
l0:
	if n == 0 {
		goto l13
	}
l1:
	if n == 1 {
		goto l1932
	}
l2:
	if n == 2 {
		goto l1851
	}
l3:
	if n == 3 {
		goto l1770
	}
l4:
	if n == 4 {
		goto l1689
	}
l5:
	if n == 5 {
		goto l1608
	}
l6:
	if n == 6 {
		goto l1527
	}
l7:
	if n == 7 {
		goto l1446
	}
l8:
	if n == 8 {
		goto l1365
	}
l9:
	if n == 9 {
		goto l1284
	}
l10:
	if n == 10 {
		goto l1203
	}
l11:
	if n == 11 {
		goto l1122
	}
l12:
	if n == 12 {
		goto l1041
	}
l13:
	if n == 13 {
		goto l960
	}
l14:
	if n == 14 {
		goto l879
	}
l15:
	if n == 15 {
		goto l798
	}
l16:
	if n == 16 {
		goto l717
	}
l17:
	if n == 17 {
		goto l636
	}
l18:
	if n == 18 {
		goto l555
	}
l19:
	if n == 19 {
		goto l474
	}
l20:
	if n == 20 {
		goto l393
	}
l21:
	if n == 21 {
		goto l312
	}
l22:
	if n == 22 {
		goto l231
	}
l23:
	if n == 23 {
		goto l150
	}
l24:
	if n == 24 {
		goto l69
	}
l25:
	if n == 25 {
		goto l1988
	}
l26:
	if n == 26 {
		goto l1907
	}
l27:
	if n == 27 {
		goto l1826
	}
l28:
	if n == 28 {
		goto l1745
	}
l29:
	if n == 29 {
		goto l1664
	}
l30:
	if n == 30 {
		goto l1583
	}
l31:
	if n == 31 {
		goto l1502
	}
l32:
	if n == 32 {
		goto l1421
	}
l33:
	if n == 33 {
		goto l1340
	}
l34:
	if n == 34 {
		goto l1259
	}
l35:
	if n == 35 {
		goto l1178
	}
l36:
	if n == 36 {
		goto l1097
	}
l37:
	if n == 37 {
		goto l1016
	}
l38:
	if n == 38 {
		goto l935
	}
l39:
	if n == 39 {
		goto l854
	}
l40:
	if n == 40 {
		goto l773
	}
l41:
	if n == 41 {
		goto l692
	}
l42:
	if n == 42 {
		goto l611
	}
l43:
	if n == 43 {
		goto l530
	}
l44:
	if n == 44 {
		goto l449
	}
l45:
	if n == 45 {
		goto l368
	}
l46:
	if n == 46 {
		goto l287
	}
l47:
	if n == 47 {
		goto l206
	}
l48:
	if n == 48 {
		goto l125
	}
l49:
	if n == 49 {
		goto l44
	}
l50:
	if n == 50 {
		goto l1963
	}
l51:
	if n == 51 {
		goto l1882
	}
l52:
	if n == 52 {
		goto l1801
	}
l53:
	if n == 53 {
		goto l1720
	}
l54:
	if n == 54 {
		goto l1639
	}
l55:
	if n == 55 {
		goto l1558
	}
l56:
	if n == 56 {
		goto l1477
	}
l57:
	if n == 57 {
		goto l1396
	}
l58:
	if n == 58 {
		goto l1315
	}
l59:
	if n == 59 {
		goto l1234
	}
l60:
	if n == 60 {
		goto l1153
	}
l61:
	if n == 61 {
		goto l1072
	}
l62:
	if n == 62 {
		goto l991
	}
l63:
	if n == 63 {
		goto l910
	}
l64:
	if n == 64 {
		goto l829
	}
l65:
	if n == 65 {
		goto l748
	}
l66:
	if n == 66 {
		goto l667
	}
l67:
	if n == 67 {
		goto l586
	}
l68:
	if n == 68 {
		goto l505
	}
l69:
	if n == 69 {
		goto l424
	}
l70:
	if n == 70 {
		goto l343
	}
l71:
	if n == 71 {
		goto l262
	}
l72:
	if n == 72 {
		goto l181
	}
l73:
	if n == 73 {
		goto l100
	}
l74:
	if n == 74 {
		goto l19
	}
l75:
	if n == 75 {
		goto l1938
	}
l76:
	if n == 76 {
		goto l1857
	}
l77:
	if n == 77 {
		goto l1776
	}
l78:
	if n == 78 {
		goto l1695
	}
l79:
	if n == 79 {
		goto l1614
	}
l80:
	if n == 80 {
		goto l1533
	}
l81:
	if n == 81 {
		goto l1452
	}
l82:
	if n == 82 {
		goto l1371
	}
l83:
	if n == 83 {
		goto l1290
	}
l84:
	if n == 84 {
		goto l1209
	}
l85:
	if n == 85 {
		goto l1128
	}
l86:
	if n == 86 {
		goto l1047
	}
l87:
	if n == 87 {
		goto l966
	}
l88:
	if n == 88 {
		goto l885
	}
l89:
	if n == 89 {
		goto l804
	}
l90:
	if n == 90 {
		goto l723
	}
l91:
	if n == 91 {
		goto l642
	}
l92:
	if n == 92 {
		goto l561
	}
l93:
	if n == 93 {
		goto l480
	}
l94:
	if n == 94 {
		goto l399
	}
l95:
	if n == 95 {
		goto l318
	}
l96:
	if n == 96 {
		goto l237
	}
l97:
	if n == 97 {
		goto l156
	}
l98:
	if n == 98 {
		goto l75
	}
l99:
	if n == 99 {
		goto l1994
	}
l100:
	if n == 100 {
		goto l1913
	}
l101:
	if n == 101 {
		goto l1832
	}
l102:
	if n == 102 {
		goto l1751
	}
l103:
	if n == 103 {
		goto l1670
	}
l104:
	if n == 104 {
		goto l1589
	}
l105:
	if n == 105 {
		goto l1508
	}
l106:
	if n == 106 {
		goto l1427
	}
l107:
	if n == 107 {
		goto l1346
	}
l108:
	if n == 108 {
		goto l1265
	}
l109:
	if n == 109 {
		goto l1184
	}
l110:
	if n == 110 {
		goto l1103
	}
l111:
	if n == 111 {
		goto l1022
	}
l112:
	if n == 112 {
		goto l941
	}
l113:
	if n == 113 {
		goto l860
	}
l114:
	if n == 114 {
		goto l779
	}
l115:
	if n == 115 {
		goto l698
	}
l116:
	if n == 116 {
		goto l617
	}
l117:
	if n == 117 {
		goto l536
	}
l118:
	if n == 118 {
		goto l455
	}
l119:
	if n == 119 {
		goto l374
	}
l120:
	if n == 120 {
		goto l293
	}
l121:
	if n == 121 {
		goto l212
	}
l122:
	if n == 122 {
		goto l131
	}
l123:
	if n == 123 {
		goto l50
	}
l124:
	if n == 124 {
		goto l1969
	}
l125:
	if n == 125 {
		goto l1888
	}
l126:
	if n == 126 {
		goto l1807
	}
l127:
	if n == 127 {
		goto l1726
	}
l128:
	if n == 128 {
		goto l1645
	}
l129:
	if n == 129 {
		goto l1564
	}
l130:
	if n == 130 {
		goto l1483
	}
l131:
	if n == 131 {
		goto l1402
	}
l132:
	if n == 132 {
		goto l1321
	}
l133:
	if n == 133 {
		goto l1240
	}
l134:
	if n == 134 {
		goto l1159
	}
l135:
	if n == 135 {
		goto l1078
	}
l136:
	if n == 136 {
		goto l997
	}
l137:
	if n == 137 {
		goto l916
	}
l138:
	if n == 138 {
		goto l835
	}
l139:
	if n == 139 {
		goto l754
	}
l140:
	if n == 140 {
		goto l673
	}
l141:
	if n == 141 {
		goto l592
	}
l142:
	if n == 142 {
		goto l511
	}
l143:
	if n == 143 {
		goto l430
	}
l144:
	if n == 144 {
		goto l349
	}
l145:
	if n == 145 {
		goto l268
	}
l146:
	if n == 146 {
		goto l187
	}
l147:
	if n == 147 {
		goto l106
	}
l148:
	if n == 148 {
		goto l25
	}
l149:
	if n == 149 {
		goto l1944
	}
l150:
	if n == 150 {
		goto l1863
	}
l151:
	if n == 151 {
		goto l1782
	}
l152:
	if n == 152 {
		goto l1701
	}
l153:
	if n == 153 {
		goto l1620
	}
l154:
	if n == 154 {
		goto l1539
	}
l155:
	if n == 155 {
		goto l1458
	}
l156:
	if n == 156 {
		goto l1377
	}
l157:
	if n == 157 {
		goto l1296
	}
l158:
	if n == 158 {
		goto l1215
	}
l159:
	if n == 159 {
		goto l1134
	}
l160:
	if n == 160 {
		goto l1053
	}
l161:
	if n == 161 {
		goto l972
	}
l162:
	if n == 162 {
		goto l891
	}
l163:
	if n == 163 {
		goto l810
	}
l164:
	if n == 164 {
		goto l729
	}
l165:
	if n == 165 {
		goto l648
	}
l166:
	if n == 166 {
		goto l567
	}
l167:
	if n == 167 {
		goto l486
	}
l168:
	if n == 168 {
		goto l405
	}
l169:
	if n == 169 {
		goto l324
	}
l170:
	if n == 170 {
		goto l243
	}
l171:
	if n == 171 {
		goto l162
	}
l172:
	if n == 172 {
		goto l81
	}
l173:
	if n == 173 {
		goto l0
	}
l174:
	if n == 174 {
		goto l1919
	}
l175:
	if n == 175 {
		goto l1838
	}
l176:
	if n == 176 {
		goto l1757
	}
l177:
	if n == 177 {
		goto l1676
	}
l178:
	if n == 178 {
		goto l1595
	}
l179:
	if n == 179 {
		goto l1514
	}
l180:
	if n == 180 {
		goto l1433
	}
l181:
	if n == 181 {
		goto l1352
	}
l182:
	if n == 182 {
		goto l1271
	}
l183:
	if n == 183 {
		goto l1190
	}
l184:
	if n == 184 {
		goto l1109
	}
l185:
	if n == 185 {
		goto l1028
	}
l186:
	if n == 186 {
		goto l947
	}
l187:
	if n == 187 {
		goto l866
	}
l188:
	if n == 188 {
		goto l785
	}
l189:
	if n == 189 {
		goto l704
	}
l190:
	if n == 190 {
		goto l623
	}
l191:
	if n == 191 {
		goto l542
	}
l192:
	if n == 192 {
		goto l461
	}
l193:
	if n == 193 {
		goto l380
	}
l194:
	if n == 194 {
		goto l299
	}
l195:
	if n == 195 {
		goto l218
	}
l196:
	if n == 196 {
		goto l137
	}
l197:
	if n == 197 {
		goto l56
	}
l198:
	if n == 198 {
		goto l1975
	}
l199:
	if n == 199 {
		goto l1894
	}
l200:
	if n == 200 {
		goto l1813
	}
l201:
	if n == 201 {
		goto l1732
	}
l202:
	if n == 202 {
		goto l1651
	}
l203:
	if n == 203 {
		goto l1570
	}
l204:
	if n == 204 {
		goto l1489
	}
l205:
	if n == 205 {
		goto l1408
	}
l206:
	if n == 206 {
		goto l1327
	}
l207:
	if n == 207 {
		goto l1246
	}
l208:
	if n == 208 {
		goto l1165
	}
l209:
	if n == 209 {
		goto l1084
	}
l210:
	if n == 210 {
		goto l1003
	}
l211:
	if n == 211 {
		goto l922
	}
l212:
	if n == 212 {
		goto l841
	}
l213:
	if n == 213 {
		goto l760
	}
l214:
	if n == 214 {
		goto l679
	}
l215:
	if n == 215 {
		goto l598
	}
l216:
	if n == 216 {
		goto l517
	}
l217:
	if n == 217 {
		goto l436
	}
l218:
	if n == 218 {
		goto l355
	}
l219:
	if n == 219 {
		goto l274
	}
l220:
	if n == 220 {
		goto l193
	}
l221:
	if n == 221 {
		goto l112
	}
l222:
	if n == 222 {
		goto l31
	}
l223:
	if n == 223 {
		goto l1950
	}
l224:
	if n == 224 {
		goto l1869
	}
l225:
	if n == 225 {
		goto l1788
	}
l226:
	if n == 226 {
		goto l1707
	}
l227:
	if n == 227 {
		goto l1626
	}
l228:
	if n == 228 {
		goto l1545
	}
l229:
	if n == 229 {
		goto l1464
	}
l230:
	if n == 230 {
		goto l1383
	}
l231:
	if n == 231 {
		goto l1302
	}
l232:
	if n == 232 {
		goto l1221
	}
l233:
	if n == 233 {
		goto l1140
	}
l234:
	if n == 234 {
		goto l1059
	}
l235:
	if n == 235 {
		goto l978
	}
l236:
	if n == 236 {
		goto l897
	}
l237:
	if n == 237 {
		goto l816
	}
l238:
	if n == 238 {
		goto l735
	}
l239:
	if n == 239 {
		goto l654
	}
l240:
	if n == 240 {
		goto l573
	}
l241:
	if n == 241 {
		goto l492
	}
l242:
	if n == 242 {
		goto l411
	}
l243:
	if n == 243 {
		goto l330
	}
l244:
	if n == 244 {
		goto l249
	}
l245:
	if n == 245 {
		goto l168
	}
l246:
	if n == 246 {
		goto l87
	}
l247:
	if n == 247 {
		goto l6
	}
l248:
	if n == 248 {
		goto l1925
	}
l249:
	if n == 249 {
		goto l1844
	}
l250:
	if n == 250 {
		goto l1763
	}
l251:
	if n == 251 {
		goto l1682
	}
l252:
	if n == 252 {
		goto l1601
	}
l253:
	if n == 253 {
		goto l1520
	}
l254:
	if n == 254 {
		goto l1439
	}
l255:
	if n == 255 {
		goto l1358
	}
l256:
	if n == 256 {
		goto l1277
	}
l257:
	if n == 257 {
		goto l1196
	}
l258:
	if n == 258 {
		goto l1115
	}
l259:
	if n == 259 {
		goto l1034
	}
l260:
	if n == 260 {
		goto l953
	}
l261:
	if n == 261 {
		goto l872
	}
l262:
	if n == 262 {
		goto l791
	}
l263:
	if n == 263 {
		goto l710
	}
l264:
	if n == 264 {
		goto l629
	}
l265:
	if n == 265 {
		goto l548
	}
l266:
	if n == 266 {
		goto l467
	}
l267:
	if n == 267 {
		goto l386
	}
l268:
	if n == 268 {
		goto l305
	}
l269:
	if n == 269 {
		goto l224
	}
l270:
	if n == 270 {
		goto l143
	}
l271:
	if n == 271 {
		goto l62
	}
l272:
	if n == 272 {
		goto l1981
	}
l273:
	if n == 273 {
		goto l1900
	}
l274:
	if n == 274 {
		goto l1819
	}
l275:
	if n == 275 {
		goto l1738
	}
l276:
	if n == 276 {
		goto l1657
	}
l277:
	if n == 277 {
		goto l1576
	}
l278:
	if n == 278 {
		goto l1495
	}
l279:
	if n == 279 {
		goto l1414
	}
l280:
	if n == 280 {
		goto l1333
	}
l281:
	if n == 281 {
		goto l1252
	}
l282:
	if n == 282 {
		goto l1171
	}
l283:
	if n == 283 {
		goto l1090
	}
l284:
	if n == 284 {
		goto l1009
	}
l285:
	if n == 285 {
		goto l928
	}
l286:
	if n == 286 {
		goto l847
	}
l287:
	if n == 287 {
		goto l766
	}
l288:
	if n == 288 {
		goto l685
	}
l289:
	if n == 289 {
		goto l604
	}
l290:
	if n == 290 {
		goto l523
	}
l291:
	if n == 291 {
		goto l442
	}
l292:
	if n == 292 {
		goto l361
	}
l293:
	if n == 293 {
		goto l280
	}
l294:
	if n == 294 {
		goto l199
	}
l295:
	if n == 295 {
		goto l118
	}
l296:
	if n == 296 {
		goto l37
	}
l297:
	if n == 297 {
		goto l1956
	}
l298:
	if n == 298 {
		goto l1875
	}
l299:
	if n == 299 {
		goto l1794
	}
l300:
	if n == 300 {
		goto l1713
	}
l301:
	if n == 301 {
		goto l1632
	}
l302:
	if n == 302 {
		goto l1551
	}
l303:
	if n == 303 {
		goto l1470
	}
l304:
	if n == 304 {
		goto l1389
	}
l305:
	if n == 305 {
		goto l1308
	}
l306:
	if n == 306 {
		goto l1227
	}
l307:
	if n == 307 {
		goto l1146
	}
l308:
	if n == 308 {
		goto l1065
	}
l309:
	if n == 309 {
		goto l984
	}
l310:
	if n == 310 {
		goto l903
	}
l311:
	if n == 311 {
		goto l822
	}
l312:
	if n == 312 {
		goto l741
	}
l313:
	if n == 313 {
		goto l660
	}
l314:
	if n == 314 {
		goto l579
	}
l315:
	if n == 315 {
		goto l498
	}
l316:
	if n == 316 {
		goto l417
	}
l317:
	if n == 317 {
		goto l336
	}
l318:
	if n == 318 {
		goto l255
	}
l319:
	if n == 319 {
		goto l174
	}
l320:
	if n == 320 {
		goto l93
	}
l321:
	if n == 321 {
		goto l12
	}
l322:
	if n == 322 {
		goto l1931
	}
l323:
	if n == 323 {
		goto l1850
	}
l324:
	if n == 324 {
		goto l1769
	}
l325:
	if n == 325 {
		goto l1688
	}
l326:
	if n == 326 {
		goto l1607
	}
l327:
	if n == 327 {
		goto l1526
	}
l328:
	if n == 328 {
		goto l1445
	}
l329:
	if n == 329 {
		goto l1364
	}
l330:
	if n == 330 {
		goto l1283
	}
l331:
	if n == 331 {
		goto l1202
	}
l332:
	if n == 332 {
		goto l1121
	}
l333:
	if n == 333 {
		goto l1040
	}
l334:
	if n == 334 {
		goto l959
	}
l335:
	if n == 335 {
		goto l878
	}
l336:
	if n == 336 {
		goto l797
	}
l337:
	if n == 337 {
		goto l716
	}
l338:
	if n == 338 {
		goto l635
	}
l339:
	if n == 339 {
		goto l554
	}
l340:
	if n == 340 {
		goto l473
	}
l341:
	if n == 341 {
		goto l392
	}
l342:
	if n == 342 {
		goto l311
	}
l343:
	if n == 343 {
		goto l230
	}
l344:
	if n == 344 {
		goto l149
	}
l345:
	if n == 345 {
		goto l68
	}
l346:
	if n == 346 {
		goto l1987
	}
l347:
	if n == 347 {
		goto l1906
	}
l348:
	if n == 348 {
		goto l1825
	}
l349:
	if n == 349 {
		goto l1744
	}
l350:
	if n == 350 {
		goto l1663
	}
l351:
	if n == 351 {
		goto l1582
	}
l352:
	if n == 352 {
		goto l1501
	}
l353:
	if n == 353 {
		goto l1420
	}
l354:
	if n == 354 {
		goto l1339
	}
l355:
	if n == 355 {
		goto l1258
	}
l356:
	if n == 356 {
		goto l1177
	}
l357:
	if n == 357 {
		goto l1096
	}
l358:
	if n == 358 {
		goto l1015
	}
l359:
	if n == 359 {
		goto l934
	}
l360:
	if n == 360 {
		goto l853
	}
l361:
	if n == 361 {
		goto l772
	}
l362:
	if n == 362 {
		goto l691
	}
l363:
	if n == 363 {
		goto l610
	}
l364:
	if n == 364 {
		goto l529
	}
l365:
	if n == 365 {
		goto l448
	}
l366:
	if n == 366 {
		goto l367
	}
l367:
	if n == 367 {
		goto l286
	}
l368:
	if n == 368 {
		goto l205
	}
l369:
	if n == 369 {
		goto l124
	}
l370:
	if n == 370 {
		goto l43
	}
l371:
	if n == 371 {
		goto l1962
	}
l372:
	if n == 372 {
		goto l1881
	}
l373:
	if n == 373 {
		goto l1800
	}
l374:
	if n == 374 {
		goto l1719
	}
l375:
	if n == 375 {
		goto l1638
	}
l376:
	if n == 376 {
		goto l1557
	}
l377:
	if n == 377 {
		goto l1476
	}
l378:
	if n == 378 {
		goto l1395
	}
l379:
	if n == 379 {
		goto l1314
	}
l380:
	if n == 380 {
		goto l1233
	}
l381:
	if n == 381 {
		goto l1152
	}
l382:
	if n == 382 {
		goto l1071
	}
l383:
	if n == 383 {
		goto l990
	}
l384:
	if n == 384 {
		goto l909
	}
l385:
	if n == 385 {
		goto l828
	}
l386:
	if n == 386 {
		goto l747
	}
l387:
	if n == 387 {
		goto l666
	}
l388:
	if n == 388 {
		goto l585
	}
l389:
	if n == 389 {
		goto l504
	}
l390:
	if n == 390 {
		goto l423
	}
l391:
	if n == 391 {
		goto l342
	}
l392:
	if n == 392 {
		goto l261
	}
l393:
	if n == 393 {
		goto l180
	}
l394:
	if n == 394 {
		goto l99
	}
l395:
	if n == 395 {
		goto l18
	}
l396:
	if n == 396 {
		goto l1937
	}
l397:
	if n == 397 {
		goto l1856
	}
l398:
	if n == 398 {
		goto l1775
	}
l399:
	if n == 399 {
		goto l1694
	}
l400:
	if n == 400 {
		goto l1613
	}
l401:
	if n == 401 {
		goto l1532
	}
l402:
	if n == 402 {
		goto l1451
	}
l403:
	if n == 403 {
		goto l1370
	}
l404:
	if n == 404 {
		goto l1289
	}
l405:
	if n == 405 {
		goto l1208
	}
l406:
	if n == 406 {
		goto l1127
	}
l407:
	if n == 407 {
		goto l1046
	}
l408:
	if n == 408 {
		goto l965
	}
l409:
	if n == 409 {
		goto l884
	}
l410:
	if n == 410 {
		goto l803
	}
l411:
	if n == 411 {
		goto l722
	}
l412:
	if n == 412 {
		goto l641
	}
l413:
	if n == 413 {
		goto l560
	}
l414:
	if n == 414 {
		goto l479
	}
l415:
	if n == 415 {
		goto l398
	}
l416:
	if n == 416 {
		goto l317
	}
l417:
	if n == 417 {
		goto l236
	}
l418:
	if n == 418 {
		goto l155
	}
l419:
	if n == 419 {
		goto l74
	}
l420:
	if n == 420 {
		goto l1993
	}
l421:
	if n == 421 {
		goto l1912
	}
l422:
	if n == 422 {
		goto l1831
	}
l423:
	if n == 423 {
		goto l1750
	}
l424:
	if n == 424 {
		goto l1669
	}
l425:
	if n == 425 {
		goto l1588
	}
l426:
	if n == 426 {
		goto l1507
	}
l427:
	if n == 427 {
		goto l1426
	}
l428:
	if n == 428 {
		goto l1345
	}
l429:
	if n == 429 {
		goto l1264
	}
l430:
	if n == 430 {
		goto l1183
	}
l431:
	if n == 431 {
		goto l1102
	}
l432:
	if n == 432 {
		goto l1021
	}
l433:
	if n == 433 {
		goto l940
	}
l434:
	if n == 434 {
		goto l859
	}
l435:
	if n == 435 {
		goto l778
	}
l436:
	if n == 436 {
		goto l697
	}
l437:
	if n == 437 {
		goto l616
	}
l438:
	if n == 438 {
		goto l535
	}
l439:
	if n == 439 {
		goto l454
	}
l440:
	if n == 440 {
		goto l373
	}
l441:
	if n == 441 {
		goto l292
	}
l442:
	if n == 442 {
		goto l211
	}
l443:
	if n == 443 {
		goto l130
	}
l444:
	if n == 444 {
		goto l49
	}
l445:
	if n == 445 {
		goto l1968
	}
l446:
	if n == 446 {
		goto l1887
	}
l447:
	if n == 447 {
		goto l1806
	}
l448:
	if n == 448 {
		goto l1725
	}
l449:
	if n == 449 {
		goto l1644
	}
l450:
	if n == 450 {
		goto l1563
	}
l451:
	if n == 451 {
		goto l1482
	}
l452:
	if n == 452 {
		goto l1401
	}
l453:
	if n == 453 {
		goto l1320
	}
l454:
	if n == 454 {
		goto l1239
	}
l455:
	if n == 455 {
		goto l1158
	}
l456:
	if n == 456 {
		goto l1077
	}
l457:
	if n == 457 {
		goto l996
	}
l458:
	if n == 458 {
		goto l915
	}
l459:
	if n == 459 {
		goto l834
	}
l460:
	if n == 460 {
		goto l753
	}
l461:
	if n == 461 {
		goto l672
	}
l462:
	if n == 462 {
		goto l591
	}
l463:
	if n == 463 {
		goto l510
	}
l464:
	if n == 464 {
		goto l429
	}
l465:
	if n == 465 {
		goto l348
	}
l466:
	if n == 466 {
		goto l267
	}
l467:
	if n == 467 {
		goto l186
	}
l468:
	if n == 468 {
		goto l105
	}
l469:
	if n == 469 {
		goto l24
	}
l470:
	if n == 470 {
		goto l1943
	}
l471:
	if n == 471 {
		goto l1862
	}
l472:
	if n == 472 {
		goto l1781
	}
l473:
	if n == 473 {
		goto l1700
	}
l474:
	if n == 474 {
		goto l1619
	}
l475:
	if n == 475 {
		goto l1538
	}
l476:
	if n == 476 {
		goto l1457
	}
l477:
	if n == 477 {
		goto l1376
	}
l478:
	if n == 478 {
		goto l1295
	}
l479:
	if n == 479 {
		goto l1214
	}
l480:
	if n == 480 {
		goto l1133
	}
l481:
	if n == 481 {
		goto l1052
	}
l482:
	if n == 482 {
		goto l971
	}
l483:
	if n == 483 {
		goto l890
	}
l484:
	if n == 484 {
		goto l809
	}
l485:
	if n == 485 {
		goto l728
	}
l486:
	if n == 486 {
		goto l647
	}
l487:
	if n == 487 {
		goto l566
	}
l488:
	if n == 488 {
		goto l485
	}
l489:
	if n == 489 {
		goto l404
	}
l490:
	if n == 490 {
		goto l323
	}
l491:
	if n == 491 {
		goto l242
	}
l492:
	if n == 492 {
		goto l161
	}
l493:
	if n == 493 {
		goto l80
	}
l494:
	if n == 494 {
		goto l1999
	}
l495:
	if n == 495 {
		goto l1918
	}
l496:
	if n == 496 {
		goto l1837
	}
l497:
	if n == 497 {
		goto l1756
	}
l498:
	if n == 498 {
		goto l1675
	}
l499:
	if n == 499 {
		goto l1594
	}
l500:
	if n == 500 {
		goto l1513
	}
l501:
	if n == 501 {
		goto l1432
	}
l502:
	if n == 502 {
		goto l1351
	}
l503:
	if n == 503 {
		goto l1270
	}
l504:
	if n == 504 {
		goto l1189
	}
l505:
	if n == 505 {
		goto l1108
	}
l506:
	if n == 506 {
		goto l1027
	}
l507:
	if n == 507 {
		goto l946
	}
l508:
	if n == 508 {
		goto l865
	}
l509:
	if n == 509 {
		goto l784
	}
l510:
	if n == 510 {
		goto l703
	}
l511:
	if n == 511 {
		goto l622
	}
l512:
	if n == 512 {
		goto l541
	}
l513:
	if n == 513 {
		goto l460
	}
l514:
	if n == 514 {
		goto l379
	}
l515:
	if n == 515 {
		goto l298
	}
l516:
	if n == 516 {
		goto l217
	}
l517:
	if n == 517 {
		goto l136
	}
l518:
	if n == 518 {
		goto l55
	}
l519:
	if n == 519 {
		goto l1974
	}
l520:
	if n == 520 {
		goto l1893
	}
l521:
	if n == 521 {
		goto l1812
	}
l522:
	if n == 522 {
		goto l1731
	}
l523:
	if n == 523 {
		goto l1650
	}
l524:
	if n == 524 {
		goto l1569
	}
l525:
	if n == 525 {
		goto l1488
	}
l526:
	if n == 526 {
		goto l1407
	}
l527:
	if n == 527 {
		goto l1326
	}
l528:
	if n == 528 {
		goto l1245
	}
l529:
	if n == 529 {
		goto l1164
	}
l530:
	if n == 530 {
		goto l1083
	}
l531:
	if n == 531 {
		goto l1002
	}
l532:
	if n == 532 {
		goto l921
	}
l533:
	if n == 533 {
		goto l840
	}
l534:
	if n == 534 {
		goto l759
	}
l535:
	if n == 535 {
		goto l678
	}
l536:
	if n == 536 {
		goto l597
	}
l537:
	if n == 537 {
		goto l516
	}
l538:
	if n == 538 {
		goto l435
	}
l539:
	if n == 539 {
		goto l354
	}
l540:
	if n == 540 {
		goto l273
	}
l541:
	if n == 541 {
		goto l192
	}
l542:
	if n == 542 {
		goto l111
	}
l543:
	if n == 543 {
		goto l30
	}
l544:
	if n == 544 {
		goto l1949
	}
l545:
	if n == 545 {
		goto l1868
	}
l546:
	if n == 546 {
		goto l1787
	}
l547:
	if n == 547 {
		goto l1706
	}
l548:
	if n == 548 {
		goto l1625
	}
l549:
	if n == 549 {
		goto l1544
	}
l550:
	if n == 550 {
		goto l1463
	}
l551:
	if n == 551 {
		goto l1382
	}
l552:
	if n == 552 {
		goto l1301
	}
l553:
	if n == 553 {
		goto l1220
	}
l554:
	if n == 554 {
		goto l1139
	}
l555:
	if n == 555 {
		goto l1058
	}
l556:
	if n == 556 {
		goto l977
	}
l557:
	if n == 557 {
		goto l896
	}
l558:
	if n == 558 {
		goto l815
	}
l559:
	if n == 559 {
		goto l734
	}
l560:
	if n == 560 {
		goto l653
	}
l561:
	if n == 561 {
		goto l572
	}
l562:
	if n == 562 {
		goto l491
	}
l563:
	if n == 563 {
		goto l410
	}
l564:
	if n == 564 {
		goto l329
	}
l565:
	if n == 565 {
		goto l248
	}
l566:
	if n == 566 {
		goto l167
	}
l567:
	if n == 567 {
		goto l86
	}
l568:
	if n == 568 {
		goto l5
	}
l569:
	if n == 569 {
		goto l1924
	}
l570:
	if n == 570 {
		goto l1843
	}
l571:
	if n == 571 {
		goto l1762
	}
l572:
	if n == 572 {
		goto l1681
	}
l573:
	if n == 573 {
		goto l1600
	}
l574:
	if n == 574 {
		goto l1519
	}
l575:
	if n == 575 {
		goto l1438
	}
l576:
	if n == 576 {
		goto l1357
	}
l577:
	if n == 577 {
		goto l1276
	}
l578:
	if n == 578 {
		goto l1195
	}
l579:
	if n == 579 {
		goto l1114
	}
l580:
	if n == 580 {
		goto l1033
	}
l581:
	if n == 581 {
		goto l952
	}
l582:
	if n == 582 {
		goto l871
	}
l583:
	if n == 583 {
		goto l790
	}
l584:
	if n == 584 {
		goto l709
	}
l585:
	if n == 585 {
		goto l628
	}
l586:
	if n == 586 {
		goto l547
	}
l587:
	if n == 587 {
		goto l466
	}
l588:
	if n == 588 {
		goto l385
	}
l589:
	if n == 589 {
		goto l304
	}
l590:
	if n == 590 {
		goto l223
	}
l591:
	if n == 591 {
		goto l142
	}
l592:
	if n == 592 {
		goto l61
	}
l593:
	if n == 593 {
		goto l1980
	}
l594:
	if n == 594 {
		goto l1899
	}
l595:
	if n == 595 {
		goto l1818
	}
l596:
	if n == 596 {
		goto l1737
	}
l597:
	if n == 597 {
		goto l1656
	}
l598:
	if n == 598 {
		goto l1575
	}
l599:
	if n == 599 {
		goto l1494
	}
l600:
	if n == 600 {
		goto l1413
	}
l601:
	if n == 601 {
		goto l1332
	}
l602:
	if n == 602 {
		goto l1251
	}
l603:
	if n == 603 {
		goto l1170
	}
l604:
	if n == 604 {
		goto l1089
	}
l605:
	if n == 605 {
		goto l1008
	}
l606:
	if n == 606 {
		goto l927
	}
l607:
	if n == 607 {
		goto l846
	}
l608:
	if n == 608 {
		goto l765
	}
l609:
	if n == 609 {
		goto l684
	}
l610:
	if n == 610 {
		goto l603
	}
l611:
	if n == 611 {
		goto l522
	}
l612:
	if n == 612 {
		goto l441
	}
l613:
	if n == 613 {
		goto l360
	}
l614:
	if n == 614 {
		goto l279
	}
l615:
	if n == 615 {
		goto l198
	}
l616:
	if n == 616 {
		goto l117
	}
l617:
	if n == 617 {
		goto l36
	}
l618:
	if n == 618 {
		goto l1955
	}
l619:
	if n == 619 {
		goto l1874
	}
l620:
	if n == 620 {
		goto l1793
	}
l621:
	if n == 621 {
		goto l1712
	}
l622:
	if n == 622 {
		goto l1631
	}
l623:
	if n == 623 {
		goto l1550
	}
l624:
	if n == 624 {
		goto l1469
	}
l625:
	if n == 625 {
		goto l1388
	}
l626:
	if n == 626 {
		goto l1307
	}
l627:
	if n == 627 {
		goto l1226
	}
l628:
	if n == 628 {
		goto l1145
	}
l629:
	if n == 629 {
		goto l1064
	}
l630:
	if n == 630 {
		goto l983
	}
l631:
	if n == 631 {
		goto l902
	}
l632:
	if n == 632 {
		goto l821
	}
l633:
	if n == 633 {
		goto l740
	}
l634:
	if n == 634 {
		goto l659
	}
l635:
	if n == 635 {
		goto l578
	}
l636:
	if n == 636 {
		goto l497
	}
l637:
	if n == 637 {
		goto l416
	}
l638:
	if n == 638 {
		goto l335
	}
l639:
	if n == 639 {
		goto l254
	}
l640:
	if n == 640 {
		goto l173
	}
l641:
	if n == 641 {
		goto l92
	}
l642:
	if n == 642 {
		goto l11
	}
l643:
	if n == 643 {
		goto l1930
	}
l644:
	if n == 644 {
		goto l1849
	}
l645:
	if n == 645 {
		goto l1768
	}
l646:
	if n == 646 {
		goto l1687
	}
l647:
	if n == 647 {
		goto l1606
	}
l648:
	if n == 648 {
		goto l1525
	}
l649:
	if n == 649 {
		goto l1444
	}
l650:
	if n == 650 {
		goto l1363
	}
l651:
	if n == 651 {
		goto l1282
	}
l652:
	if n == 652 {
		goto l1201
	}
l653:
	if n == 653 {
		goto l1120
	}
l654:
	if n == 654 {
		goto l1039
	}
l655:
	if n == 655 {
		goto l958
	}
l656:
	if n == 656 {
		goto l877
	}
l657:
	if n == 657 {
		goto l796
	}
l658:
	if n == 658 {
		goto l715
	}
l659:
	if n == 659 {
		goto l634
	}
l660:
	if n == 660 {
		goto l553
	}
l661:
	if n == 661 {
		goto l472
	}
l662:
	if n == 662 {
		goto l391
	}
l663:
	if n == 663 {
		goto l310
	}
l664:
	if n == 664 {
		goto l229
	}
l665:
	if n == 665 {
		goto l148
	}
l666:
	if n == 666 {
		goto l67
	}
l667:
	if n == 667 {
		goto l1986
	}
l668:
	if n == 668 {
		goto l1905
	}
l669:
	if n == 669 {
		goto l1824
	}
l670:
	if n == 670 {
		goto l1743
	}
l671:
	if n == 671 {
		goto l1662
	}
l672:
	if n == 672 {
		goto l1581
	}
l673:
	if n == 673 {
		goto l1500
	}
l674:
	if n == 674 {
		goto l1419
	}
l675:
	if n == 675 {
		goto l1338
	}
l676:
	if n == 676 {
		goto l1257
	}
l677:
	if n == 677 {
		goto l1176
	}
l678:
	if n == 678 {
		goto l1095
	}
l679:
	if n == 679 {
		goto l1014
	}
l680:
	if n == 680 {
		goto l933
	}
l681:
	if n == 681 {
		goto l852
	}
l682:
	if n == 682 {
		goto l771
	}
l683:
	if n == 683 {
		goto l690
	}
l684:
	if n == 684 {
		goto l609
	}
l685:
	if n == 685 {
		goto l528
	}
l686:
	if n == 686 {
		goto l447
	}
l687:
	if n == 687 {
		goto l366
	}
l688:
	if n == 688 {
		goto l285
	}
l689:
	if n == 689 {
		goto l204
	}
l690:
	if n == 690 {
		goto l123
	}
l691:
	if n == 691 {
		goto l42
	}
l692:
	if n == 692 {
		goto l1961
	}
l693:
	if n == 693 {
		goto l1880
	}
l694:
	if n == 694 {
		goto l1799
	}
l695:
	if n == 695 {
		goto l1718
	}
l696:
	if n == 696 {
		goto l1637
	}
l697:
	if n == 697 {
		goto l1556
	}
l698:
	if n == 698 {
		goto l1475
	}
l699:
	if n == 699 {
		goto l1394
	}
l700:
	if n == 700 {
		goto l1313
	}
l701:
	if n == 701 {
		goto l1232
	}
l702:
	if n == 702 {
		goto l1151
	}
l703:
	if n == 703 {
		goto l1070
	}
l704:
	if n == 704 {
		goto l989
	}
l705:
	if n == 705 {
		goto l908
	}
l706:
	if n == 706 {
		goto l827
	}
l707:
	if n == 707 {
		goto l746
	}
l708:
	if n == 708 {
		goto l665
	}
l709:
	if n == 709 {
		goto l584
	}
l710:
	if n == 710 {
		goto l503
	}
l711:
	if n == 711 {
		goto l422
	}
l712:
	if n == 712 {
		goto l341
	}
l713:
	if n == 713 {
		goto l260
	}
l714:
	if n == 714 {
		goto l179
	}
l715:
	if n == 715 {
		goto l98
	}
l716:
	if n == 716 {
		goto l17
	}
l717:
	if n == 717 {
		goto l1936
	}
l718:
	if n == 718 {
		goto l1855
	}
l719:
	if n == 719 {
		goto l1774
	}
l720:
	if n == 720 {
		goto l1693
	}
l721:
	if n == 721 {
		goto l1612
	}
l722:
	if n == 722 {
		goto l1531
	}
l723:
	if n == 723 {
		goto l1450
	}
l724:
	if n == 724 {
		goto l1369
	}
l725:
	if n == 725 {
		goto l1288
	}
l726:
	if n == 726 {
		goto l1207
	}
l727:
	if n == 727 {
		goto l1126
	}
l728:
	if n == 728 {
		goto l1045
	}
l729:
	if n == 729 {
		goto l964
	}
l730:
	if n == 730 {
		goto l883
	}
l731:
	if n == 731 {
		goto l802
	}
l732:
	if n == 732 {
		goto l721
	}
l733:
	if n == 733 {
		goto l640
	}
l734:
	if n == 734 {
		goto l559
	}
l735:
	if n == 735 {
		goto l478
	}
l736:
	if n == 736 {
		goto l397
	}
l737:
	if n == 737 {
		goto l316
	}
l738:
	if n == 738 {
		goto l235
	}
l739:
	if n == 739 {
		goto l154
	}
l740:
	if n == 740 {
		goto l73
	}
l741:
	if n == 741 {
		goto l1992
	}
l742:
	if n == 742 {
		goto l1911
	}
l743:
	if n == 743 {
		goto l1830
	}
l744:
	if n == 744 {
		goto l1749
	}
l745:
	if n == 745 {
		goto l1668
	}
l746:
	if n == 746 {
		goto l1587
	}
l747:
	if n == 747 {
		goto l1506
	}
l748:
	if n == 748 {
		goto l1425
	}
l749:
	if n == 749 {
		goto l1344
	}
l750:
	if n == 750 {
		goto l1263
	}
l751:
	if n == 751 {
		goto l1182
	}
l752:
	if n == 752 {
		goto l1101
	}
l753:
	if n == 753 {
		goto l1020
	}
l754:
	if n == 754 {
		goto l939
	}
l755:
	if n == 755 {
		goto l858
	}
l756:
	if n == 756 {
		goto l777
	}
l757:
	if n == 757 {
		goto l696
	}
l758:
	if n == 758 {
		goto l615
	}
l759:
	if n == 759 {
		goto l534
	}
l760:
	if n == 760 {
		goto l453
	}
l761:
	if n == 761 {
		goto l372
	}
l762:
	if n == 762 {
		goto l291
	}
l763:
	if n == 763 {
		goto l210
	}
l764:
	if n == 764 {
		goto l129
	}
l765:
	if n == 765 {
		goto l48
	}
l766:
	if n == 766 {
		goto l1967
	}
l767:
	if n == 767 {
		goto l1886
	}
l768:
	if n == 768 {
		goto l1805
	}
l769:
	if n == 769 {
		goto l1724
	}
l770:
	if n == 770 {
		goto l1643
	}
l771:
	if n == 771 {
		goto l1562
	}
l772:
	if n == 772 {
		goto l1481
	}
l773:
	if n == 773 {
		goto l1400
	}
l774:
	if n == 774 {
		goto l1319
	}
l775:
	if n == 775 {
		goto l1238
	}
l776:
	if n == 776 {
		goto l1157
	}
l777:
	if n == 777 {
		goto l1076
	}
l778:
	if n == 778 {
		goto l995
	}
l779:
	if n == 779 {
		goto l914
	}
l780:
	if n == 780 {
		goto l833
	}
l781:
	if n == 781 {
		goto l752
	}
l782:
	if n == 782 {
		goto l671
	}
l783:
	if n == 783 {
		goto l590
	}
l784:
	if n == 784 {
		goto l509
	}
l785:
	if n == 785 {
		goto l428
	}
l786:
	if n == 786 {
		goto l347
	}
l787:
	if n == 787 {
		goto l266
	}
l788:
	if n == 788 {
		goto l185
	}
l789:
	if n == 789 {
		goto l104
	}
l790:
	if n == 790 {
		goto l23
	}
l791:
	if n == 791 {
		goto l1942
	}
l792:
	if n == 792 {
		goto l1861
	}
l793:
	if n == 793 {
		goto l1780
	}
l794:
	if n == 794 {
		goto l1699
	}
l795:
	if n == 795 {
		goto l1618
	}
l796:
	if n == 796 {
		goto l1537
	}
l797:
	if n == 797 {
		goto l1456
	}
l798:
	if n == 798 {
		goto l1375
	}
l799:
	if n == 799 {
		goto l1294
	}
l800:
	if n == 800 {
		goto l1213
	}
l801:
	if n == 801 {
		goto l1132
	}
l802:
	if n == 802 {
		goto l1051
	}
l803:
	if n == 803 {
		goto l970
	}
l804:
	if n == 804 {
		goto l889
	}
l805:
	if n == 805 {
		goto l808
	}
l806:
	if n == 806 {
		goto l727
	}
l807:
	if n == 807 {
		goto l646
	}
l808:
	if n == 808 {
		goto l565
	}
l809:
	if n == 809 {
		goto l484
	}
l810:
	if n == 810 {
		goto l403
	}
l811:
	if n == 811 {
		goto l322
	}
l812:
	if n == 812 {
		goto l241
	}
l813:
	if n == 813 {
		goto l160
	}
l814:
	if n == 814 {
		goto l79
	}
l815:
	if n == 815 {
		goto l1998
	}
l816:
	if n == 816 {
		goto l1917
	}
l817:
	if n == 817 {
		goto l1836
	}
l818:
	if n == 818 {
		goto l1755
	}
l819:
	if n == 819 {
		goto l1674
	}
l820:
	if n == 820 {
		goto l1593
	}
l821:
	if n == 821 {
		goto l1512
	}
l822:
	if n == 822 {
		goto l1431
	}
l823:
	if n == 823 {
		goto l1350
	}
l824:
	if n == 824 {
		goto l1269
	}
l825:
	if n == 825 {
		goto l1188
	}
l826:
	if n == 826 {
		goto l1107
	}
l827:
	if n == 827 {
		goto l1026
	}
l828:
	if n == 828 {
		goto l945
	}
l829:
	if n == 829 {
		goto l864
	}
l830:
	if n == 830 {
		goto l783
	}
l831:
	if n == 831 {
		goto l702
	}
l832:
	if n == 832 {
		goto l621
	}
l833:
	if n == 833 {
		goto l540
	}
l834:
	if n == 834 {
		goto l459
	}
l835:
	if n == 835 {
		goto l378
	}
l836:
	if n == 836 {
		goto l297
	}
l837:
	if n == 837 {
		goto l216
	}
l838:
	if n == 838 {
		goto l135
	}
l839:
	if n == 839 {
		goto l54
	}
l840:
	if n == 840 {
		goto l1973
	}
l841:
	if n == 841 {
		goto l1892
	}
l842:
	if n == 842 {
		goto l1811
	}
l843:
	if n == 843 {
		goto l1730
	}
l844:
	if n == 844 {
		goto l1649
	}
l845:
	if n == 845 {
		goto l1568
	}
l846:
	if n == 846 {
		goto l1487
	}
l847:
	if n == 847 {
		goto l1406
	}
l848:
	if n == 848 {
		goto l1325
	}
l849:
	if n == 849 {
		goto l1244
	}
l850:
	if n == 850 {
		goto l1163
	}
l851:
	if n == 851 {
		goto l1082
	}
l852:
	if n == 852 {
		goto l1001
	}
l853:
	if n == 853 {
		goto l920
	}
l854:
	if n == 854 {
		goto l839
	}
l855:
	if n == 855 {
		goto l758
	}
l856:
	if n == 856 {
		goto l677
	}
l857:
	if n == 857 {
		goto l596
	}
l858:
	if n == 858 {
		goto l515
	}
l859:
	if n == 859 {
		goto l434
	}
l860:
	if n == 860 {
		goto l353
	}
l861:
	if n == 861 {
		goto l272
	}
l862:
	if n == 862 {
		goto l191
	}
l863:
	if n == 863 {
		goto l110
	}
l864:
	if n == 864 {
		goto l29
	}
l865:
	if n == 865 {
		goto l1948
	}
l866:
	if n == 866 {
		goto l1867
	}
l867:
	if n == 867 {
		goto l1786
	}
l868:
	if n == 868 {
		goto l1705
	}
l869:
	if n == 869 {
		goto l1624
	}
l870:
	if n == 870 {
		goto l1543
	}
l871:
	if n == 871 {
		goto l1462
	}
l872:
	if n == 872 {
		goto l1381
	}
l873:
	if n == 873 {
		goto l1300
	}
l874:
	if n == 874 {
		goto l1219
	}
l875:
	if n == 875 {
		goto l1138
	}
l876:
	if n == 876 {
		goto l1057
	}
l877:
	if n == 877 {
		goto l976
	}
l878:
	if n == 878 {
		goto l895
	}
l879:
	if n == 879 {
		goto l814
	}
l880:
	if n == 880 {
		goto l733
	}
l881:
	if n == 881 {
		goto l652
	}
l882:
	if n == 882 {
		goto l571
	}
l883:
	if n == 883 {
		goto l490
	}
l884:
	if n == 884 {
		goto l409
	}
l885:
	if n == 885 {
		goto l328
	}
l886:
	if n == 886 {
		goto l247
	}
l887:
	if n == 887 {
		goto l166
	}
l888:
	if n == 888 {
		goto l85
	}
l889:
	if n == 889 {
		goto l4
	}
l890:
	if n == 890 {
		goto l1923
	}
l891:
	if n == 891 {
		goto l1842
	}
l892:
	if n == 892 {
		goto l1761
	}
l893:
	if n == 893 {
		goto l1680
	}
l894:
	if n == 894 {
		goto l1599
	}
l895:
	if n == 895 {
		goto l1518
	}
l896:
	if n == 896 {
		goto l1437
	}
l897:
	if n == 897 {
		goto l1356
	}
l898:
	if n == 898 {
		goto l1275
	}
l899:
	if n == 899 {
		goto l1194
	}
l900:
	if n == 900 {
		goto l1113
	}
l901:
	if n == 901 {
		goto l1032
	}
l902:
	if n == 902 {
		goto l951
	}
l903:
	if n == 903 {
		goto l870
	}
l904:
	if n == 904 {
		goto l789
	}
l905:
	if n == 905 {
		goto l708
	}
l906:
	if n == 906 {
		goto l627
	}
l907:
	if n == 907 {
		goto l546
	}
l908:
	if n == 908 {
		goto l465
	}
l909:
	if n == 909 {
		goto l384
	}
l910:
	if n == 910 {
		goto l303
	}
l911:
	if n == 911 {
		goto l222
	}
l912:
	if n == 912 {
		goto l141
	}
l913:
	if n == 913 {
		goto l60
	}
l914:
	if n == 914 {
		goto l1979
	}
l915:
	if n == 915 {
		goto l1898
	}
l916:
	if n == 916 {
		goto l1817
	}
l917:
	if n == 917 {
		goto l1736
	}
l918:
	if n == 918 {
		goto l1655
	}
l919:
	if n == 919 {
		goto l1574
	}
l920:
	if n == 920 {
		goto l1493
	}
l921:
	if n == 921 {
		goto l1412
	}
l922:
	if n == 922 {
		goto l1331
	}
l923:
	if n == 923 {
		goto l1250
	}
l924:
	if n == 924 {
		goto l1169
	}
l925:
	if n == 925 {
		goto l1088
	}
l926:
	if n == 926 {
		goto l1007
	}
l927:
	if n == 927 {
		goto l926
	}
l928:
	if n == 928 {
		goto l845
	}
l929:
	if n == 929 {
		goto l764
	}
l930:
	if n == 930 {
		goto l683
	}
l931:
	if n == 931 {
		goto l602
	}
l932:
	if n == 932 {
		goto l521
	}
l933:
	if n == 933 {
		goto l440
	}
l934:
	if n == 934 {
		goto l359
	}
l935:
	if n == 935 {
		goto l278
	}
l936:
	if n == 936 {
		goto l197
	}
l937:
	if n == 937 {
		goto l116
	}
l938:
	if n == 938 {
		goto l35
	}
l939:
	if n == 939 {
		goto l1954
	}
l940:
	if n == 940 {
		goto l1873
	}
l941:
	if n == 941 {
		goto l1792
	}
l942:
	if n == 942 {
		goto l1711
	}
l943:
	if n == 943 {
		goto l1630
	}
l944:
	if n == 944 {
		goto l1549
	}
l945:
	if n == 945 {
		goto l1468
	}
l946:
	if n == 946 {
		goto l1387
	}
l947:
	if n == 947 {
		goto l1306
	}
l948:
	if n == 948 {
		goto l1225
	}
l949:
	if n == 949 {
		goto l1144
	}
l950:
	if n == 950 {
		goto l1063
	}
l951:
	if n == 951 {
		goto l982
	}
l952:
	if n == 952 {
		goto l901
	}
l953:
	if n == 953 {
		goto l820
	}
l954:
	if n == 954 {
		goto l739
	}
l955:
	if n == 955 {
		goto l658
	}
l956:
	if n == 956 {
		goto l577
	}
l957:
	if n == 957 {
		goto l496
	}
l958:
	if n == 958 {
		goto l415
	}
l959:
	if n == 959 {
		goto l334
	}
l960:
	if n == 960 {
		goto l253
	}
l961:
	if n == 961 {
		goto l172
	}
l962:
	if n == 962 {
		goto l91
	}
l963:
	if n == 963 {
		goto l10
	}
l964:
	if n == 964 {
		goto l1929
	}
l965:
	if n == 965 {
		goto l1848
	}
l966:
	if n == 966 {
		goto l1767
	}
l967:
	if n == 967 {
		goto l1686
	}
l968:
	if n == 968 {
		goto l1605
	}
l969:
	if n == 969 {
		goto l1524
	}
l970:
	if n == 970 {
		goto l1443
	}
l971:
	if n == 971 {
		goto l1362
	}
l972:
	if n == 972 {
		goto l1281
	}
l973:
	if n == 973 {
		goto l1200
	}
l974:
	if n == 974 {
		goto l1119
	}
l975:
	if n == 975 {
		goto l1038
	}
l976:
	if n == 976 {
		goto l957
	}
l977:
	if n == 977 {
		goto l876
	}
l978:
	if n == 978 {
		goto l795
	}
l979:
	if n == 979 {
		goto l714
	}
l980:
	if n == 980 {
		goto l633
	}
l981:
	if n == 981 {
		goto l552
	}
l982:
	if n == 982 {
		goto l471
	}
l983:
	if n == 983 {
		goto l390
	}
l984:
	if n == 984 {
		goto l309
	}
l985:
	if n == 985 {
		goto l228
	}
l986:
	if n == 986 {
		goto l147
	}
l987:
	if n == 987 {
		goto l66
	}
l988:
	if n == 988 {
		goto l1985
	}
l989:
	if n == 989 {
		goto l1904
	}
l990:
	if n == 990 {
		goto l1823
	}
l991:
	if n == 991 {
		goto l1742
	}
l992:
	if n == 992 {
		goto l1661
	}
l993:
	if n == 993 {
		goto l1580
	}
l994:
	if n == 994 {
		goto l1499
	}
l995:
	if n == 995 {
		goto l1418
	}
l996:
	if n == 996 {
		goto l1337
	}
l997:
	if n == 997 {
		goto l1256
	}
l998:
	if n == 998 {
		goto l1175
	}
l999:
	if n == 999 {
		goto l1094
	}
l1000:
	if n == 1000 {
		goto l1013
	}
l1001:
	if n == 1001 {
		goto l932
	}
l1002:
	if n == 1002 {
		goto l851
	}
l1003:
	if n == 1003 {
		goto l770
	}
l1004:
	if n == 1004 {
		goto l689
	}
l1005:
	if n == 1005 {
		goto l608
	}
l1006:
	if n == 1006 {
		goto l527
	}
l1007:
	if n == 1007 {
		goto l446
	}
l1008:
	if n == 1008 {
		goto l365
	}
l1009:
	if n == 1009 {
		goto l284
	}
l1010:
	if n == 1010 {
		goto l203
	}
l1011:
	if n == 1011 {
		goto l122
	}
l1012:
	if n == 1012 {
		goto l41
	}
l1013:
	if n == 1013 {
		goto l1960
	}
l1014:
	if n == 1014 {
		goto l1879
	}
l1015:
	if n == 1015 {
		goto l1798
	}
l1016:
	if n == 1016 {
		goto l1717
	}
l1017:
	if n == 1017 {
		goto l1636
	}
l1018:
	if n == 1018 {
		goto l1555
	}
l1019:
	if n == 1019 {
		goto l1474
	}
l1020:
	if n == 1020 {
		goto l1393
	}
l1021:
	if n == 1021 {
		goto l1312
	}
l1022:
	if n == 1022 {
		goto l1231
	}
l1023:
	if n == 1023 {
		goto l1150
	}
l1024:
	if n == 1024 {
		goto l1069
	}
l1025:
	if n == 1025 {
		goto l988
	}
l1026:
	if n == 1026 {
		goto l907
	}
l1027:
	if n == 1027 {
		goto l826
	}
l1028:
	if n == 1028 {
		goto l745
	}
l1029:
	if n == 1029 {
		goto l664
	}
l1030:
	if n == 1030 {
		goto l583
	}
l1031:
	if n == 1031 {
		goto l502
	}
l1032:
	if n == 1032 {
		goto l421
	}
l1033:
	if n == 1033 {
		goto l340
	}
l1034:
	if n == 1034 {
		goto l259
	}
l1035:
	if n == 1035 {
		goto l178
	}
l1036:
	if n == 1036 {
		goto l97
	}
l1037:
	if n == 1037 {
		goto l16
	}
l1038:
	if n == 1038 {
		goto l1935
	}
l1039:
	if n == 1039 {
		goto l1854
	}
l1040:
	if n == 1040 {
		goto l1773
	}
l1041:
	if n == 1041 {
		goto l1692
	}
l1042:
	if n == 1042 {
		goto l1611
	}
l1043:
	if n == 1043 {
		goto l1530
	}
l1044:
	if n == 1044 {
		goto l1449
	}
l1045:
	if n == 1045 {
		goto l1368
	}
l1046:
	if n == 1046 {
		goto l1287
	}
l1047:
	if n == 1047 {
		goto l1206
	}
l1048:
	if n == 1048 {
		goto l1125
	}
l1049:
	if n == 1049 {
		goto l1044
	}
l1050:
	if n == 1050 {
		goto l963
	}
l1051:
	if n == 1051 {
		goto l882
	}
l1052:
	if n == 1052 {
		goto l801
	}
l1053:
	if n == 1053 {
		goto l720
	}
l1054:
	if n == 1054 {
		goto l639
	}
l1055:
	if n == 1055 {
		goto l558
	}
l1056:
	if n == 1056 {
		goto l477
	}
l1057:
	if n == 1057 {
		goto l396
	}
l1058:
	if n == 1058 {
		goto l315
	}
l1059:
	if n == 1059 {
		goto l234
	}
l1060:
	if n == 1060 {
		goto l153
	}
l1061:
	if n == 1061 {
		goto l72
	}
l1062:
	if n == 1062 {
		goto l1991
	}
l1063:
	if n == 1063 {
		goto l1910
	}
l1064:
	if n == 1064 {
		goto l1829
	}
l1065:
	if n == 1065 {
		goto l1748
	}
l1066:
	if n == 1066 {
		goto l1667
	}
l1067:
	if n == 1067 {
		goto l1586
	}
l1068:
	if n == 1068 {
		goto l1505
	}
l1069:
	if n == 1069 {
		goto l1424
	}
l1070:
	if n == 1070 {
		goto l1343
	}
l1071:
	if n == 1071 {
		goto l1262
	}
l1072:
	if n == 1072 {
		goto l1181
	}
l1073:
	if n == 1073 {
		goto l1100
	}
l1074:
	if n == 1074 {
		goto l1019
	}
l1075:
	if n == 1075 {
		goto l938
	}
l1076:
	if n == 1076 {
		goto l857
	}
l1077:
	if n == 1077 {
		goto l776
	}
l1078:
	if n == 1078 {
		goto l695
	}
l1079:
	if n == 1079 {
		goto l614
	}
l1080:
	if n == 1080 {
		goto l533
	}
l1081:
	if n == 1081 {
		goto l452
	}
l1082:
	if n == 1082 {
		goto l371
	}
l1083:
	if n == 1083 {
		goto l290
	}
l1084:
	if n == 1084 {
		goto l209
	}
l1085:
	if n == 1085 {
		goto l128
	}
l1086:
	if n == 1086 {
		goto l47
	}
l1087:
	if n == 1087 {
		goto l1966
	}
l1088:
	if n == 1088 {
		goto l1885
	}
l1089:
	if n == 1089 {
		goto l1804
	}
l1090:
	if n == 1090 {
		goto l1723
	}
l1091:
	if n == 1091 {
		goto l1642
	}
l1092:
	if n == 1092 {
		goto l1561
	}
l1093:
	if n == 1093 {
		goto l1480
	}
l1094:
	if n == 1094 {
		goto l1399
	}
l1095:
	if n == 1095 {
		goto l1318
	}
l1096:
	if n == 1096 {
		goto l1237
	}
l1097:
	if n == 1097 {
		goto l1156
	}
l1098:
	if n == 1098 {
		goto l1075
	}
l1099:
	if n == 1099 {
		goto l994
	}
l1100:
	if n == 1100 {
		goto l913
	}
l1101:
	if n == 1101 {
		goto l832
	}
l1102:
	if n == 1102 {
		goto l751
	}
l1103:
	if n == 1103 {
		goto l670
	}
l1104:
	if n == 1104 {
		goto l589
	}
l1105:
	if n == 1105 {
		goto l508
	}
l1106:
	if n == 1106 {
		goto l427
	}
l1107:
	if n == 1107 {
		goto l346
	}
l1108:
	if n == 1108 {
		goto l265
	}
l1109:
	if n == 1109 {
		goto l184
	}
l1110:
	if n == 1110 {
		goto l103
	}
l1111:
	if n == 1111 {
		goto l22
	}
l1112:
	if n == 1112 {
		goto l1941
	}
l1113:
	if n == 1113 {
		goto l1860
	}
l1114:
	if n == 1114 {
		goto l1779
	}
l1115:
	if n == 1115 {
		goto l1698
	}
l1116:
	if n == 1116 {
		goto l1617
	}
l1117:
	if n == 1117 {
		goto l1536
	}
l1118:
	if n == 1118 {
		goto l1455
	}
l1119:
	if n == 1119 {
		goto l1374
	}
l1120:
	if n == 1120 {
		goto l1293
	}
l1121:
	if n == 1121 {
		goto l1212
	}
l1122:
	if n == 1122 {
		goto l1131
	}
l1123:
	if n == 1123 {
		goto l1050
	}
l1124:
	if n == 1124 {
		goto l969
	}
l1125:
	if n == 1125 {
		goto l888
	}
l1126:
	if n == 1126 {
		goto l807
	}
l1127:
	if n == 1127 {
		goto l726
	}
l1128:
	if n == 1128 {
		goto l645
	}
l1129:
	if n == 1129 {
		goto l564
	}
l1130:
	if n == 1130 {
		goto l483
	}
l1131:
	if n == 1131 {
		goto l402
	}
l1132:
	if n == 1132 {
		goto l321
	}
l1133:
	if n == 1133 {
		goto l240
	}
l1134:
	if n == 1134 {
		goto l159
	}
l1135:
	if n == 1135 {
		goto l78
	}
l1136:
	if n == 1136 {
		goto l1997
	}
l1137:
	if n == 1137 {
		goto l1916
	}
l1138:
	if n == 1138 {
		goto l1835
	}
l1139:
	if n == 1139 {
		goto l1754
	}
l1140:
	if n == 1140 {
		goto l1673
	}
l1141:
	if n == 1141 {
		goto l1592
	}
l1142:
	if n == 1142 {
		goto l1511
	}
l1143:
	if n == 1143 {
		goto l1430
	}
l1144:
	if n == 1144 {
		goto l1349
	}
l1145:
	if n == 1145 {
		goto l1268
	}
l1146:
	if n == 1146 {
		goto l1187
	}
l1147:
	if n == 1147 {
		goto l1106
	}
l1148:
	if n == 1148 {
		goto l1025
	}
l1149:
	if n == 1149 {
		goto l944
	}
l1150:
	if n == 1150 {
		goto l863
	}
l1151:
	if n == 1151 {
		goto l782
	}
l1152:
	if n == 1152 {
		goto l701
	}
l1153:
	if n == 1153 {
		goto l620
	}
l1154:
	if n == 1154 {
		goto l539
	}
l1155:
	if n == 1155 {
		goto l458
	}
l1156:
	if n == 1156 {
		goto l377
	}
l1157:
	if n == 1157 {
		goto l296
	}
l1158:
	if n == 1158 {
		goto l215
	}
l1159:
	if n == 1159 {
		goto l134
	}
l1160:
	if n == 1160 {
		goto l53
	}
l1161:
	if n == 1161 {
		goto l1972
	}
l1162:
	if n == 1162 {
		goto l1891
	}
l1163:
	if n == 1163 {
		goto l1810
	}
l1164:
	if n == 1164 {
		goto l1729
	}
l1165:
	if n == 1165 {
		goto l1648
	}
l1166:
	if n == 1166 {
		goto l1567
	}
l1167:
	if n == 1167 {
		goto l1486
	}
l1168:
	if n == 1168 {
		goto l1405
	}
l1169:
	if n == 1169 {
		goto l1324
	}
l1170:
	if n == 1170 {
		goto l1243
	}
l1171:
	if n == 1171 {
		goto l1162
	}
l1172:
	if n == 1172 {
		goto l1081
	}
l1173:
	if n == 1173 {
		goto l1000
	}
l1174:
	if n == 1174 {
		goto l919
	}
l1175:
	if n == 1175 {
		goto l838
	}
l1176:
	if n == 1176 {
		goto l757
	}
l1177:
	if n == 1177 {
		goto l676
	}
l1178:
	if n == 1178 {
		goto l595
	}
l1179:
	if n == 1179 {
		goto l514
	}
l1180:
	if n == 1180 {
		goto l433
	}
l1181:
	if n == 1181 {
		goto l352
	}
l1182:
	if n == 1182 {
		goto l271
	}
l1183:
	if n == 1183 {
		goto l190
	}
l1184:
	if n == 1184 {
		goto l109
	}
l1185:
	if n == 1185 {
		goto l28
	}
l1186:
	if n == 1186 {
		goto l1947
	}
l1187:
	if n == 1187 {
		goto l1866
	}
l1188:
	if n == 1188 {
		goto l1785
	}
l1189:
	if n == 1189 {
		goto l1704
	}
l1190:
	if n == 1190 {
		goto l1623
	}
l1191:
	if n == 1191 {
		goto l1542
	}
l1192:
	if n == 1192 {
		goto l1461
	}
l1193:
	if n == 1193 {
		goto l1380
	}
l1194:
	if n == 1194 {
		goto l1299
	}
l1195:
	if n == 1195 {
		goto l1218
	}
l1196:
	if n == 1196 {
		goto l1137
	}
l1197:
	if n == 1197 {
		goto l1056
	}
l1198:
	if n == 1198 {
		goto l975
	}
l1199:
	if n == 1199 {
		goto l894
	}
l1200:
	if n == 1200 {
		goto l813
	}
l1201:
	if n == 1201 {
		goto l732
	}
l1202:
	if n == 1202 {
		goto l651
	}
l1203:
	if n == 1203 {
		goto l570
	}
l1204:
	if n == 1204 {
		goto l489
	}
l1205:
	if n == 1205 {
		goto l408
	}
l1206:
	if n == 1206 {
		goto l327
	}
l1207:
	if n == 1207 {
		goto l246
	}
l1208:
	if n == 1208 {
		goto l165
	}
l1209:
	if n == 1209 {
		goto l84
	}
l1210:
	if n == 1210 {
		goto l3
	}
l1211:
	if n == 1211 {
		goto l1922
	}
l1212:
	if n == 1212 {
		goto l1841
	}
l1213:
	if n == 1213 {
		goto l1760
	}
l1214:
	if n == 1214 {
		goto l1679
	}
l1215:
	if n == 1215 {
		goto l1598
	}
l1216:
	if n == 1216 {
		goto l1517
	}
l1217:
	if n == 1217 {
		goto l1436
	}
l1218:
	if n == 1218 {
		goto l1355
	}
l1219:
	if n == 1219 {
		goto l1274
	}
l1220:
	if n == 1220 {
		goto l1193
	}
l1221:
	if n == 1221 {
		goto l1112
	}
l1222:
	if n == 1222 {
		goto l1031
	}
l1223:
	if n == 1223 {
		goto l950
	}
l1224:
	if n == 1224 {
		goto l869
	}
l1225:
	if n == 1225 {
		goto l788
	}
l1226:
	if n == 1226 {
		goto l707
	}
l1227:
	if n == 1227 {
		goto l626
	}
l1228:
	if n == 1228 {
		goto l545
	}
l1229:
	if n == 1229 {
		goto l464
	}
l1230:
	if n == 1230 {
		goto l383
	}
l1231:
	if n == 1231 {
		goto l302
	}
l1232:
	if n == 1232 {
		goto l221
	}
l1233:
	if n == 1233 {
		goto l140
	}
l1234:
	if n == 1234 {
		goto l59
	}
l1235:
	if n == 1235 {
		goto l1978
	}
l1236:
	if n == 1236 {
		goto l1897
	}
l1237:
	if n == 1237 {
		goto l1816
	}
l1238:
	if n == 1238 {
		goto l1735
	}
l1239:
	if n == 1239 {
		goto l1654
	}
l1240:
	if n == 1240 {
		goto l1573
	}
l1241:
	if n == 1241 {
		goto l1492
	}
l1242:
	if n == 1242 {
		goto l1411
	}
l1243:
	if n == 1243 {
		goto l1330
	}
l1244:
	if n == 1244 {
		goto l1249
	}
l1245:
	if n == 1245 {
		goto l1168
	}
l1246:
	if n == 1246 {
		goto l1087
	}
l1247:
	if n == 1247 {
		goto l1006
	}
l1248:
	if n == 1248 {
		goto l925
	}
l1249:
	if n == 1249 {
		goto l844
	}
l1250:
	if n == 1250 {
		goto l763
	}
l1251:
	if n == 1251 {
		goto l682
	}
l1252:
	if n == 1252 {
		goto l601
	}
l1253:
	if n == 1253 {
		goto l520
	}
l1254:
	if n == 1254 {
		goto l439
	}
l1255:
	if n == 1255 {
		goto l358
	}
l1256:
	if n == 1256 {
		goto l277
	}
l1257:
	if n == 1257 {
		goto l196
	}
l1258:
	if n == 1258 {
		goto l115
	}
l1259:
	if n == 1259 {
		goto l34
	}
l1260:
	if n == 1260 {
		goto l1953
	}
l1261:
	if n == 1261 {
		goto l1872
	}
l1262:
	if n == 1262 {
		goto l1791
	}
l1263:
	if n == 1263 {
		goto l1710
	}
l1264:
	if n == 1264 {
		goto l1629
	}
l1265:
	if n == 1265 {
		goto l1548
	}
l1266:
	if n == 1266 {
		goto l1467
	}
l1267:
	if n == 1267 {
		goto l1386
	}
l1268:
	if n == 1268 {
		goto l1305
	}
l1269:
	if n == 1269 {
		goto l1224
	}
l1270:
	if n == 1270 {
		goto l1143
	}
l1271:
	if n == 1271 {
		goto l1062
	}
l1272:
	if n == 1272 {
		goto l981
	}
l1273:
	if n == 1273 {
		goto l900
	}
l1274:
	if n == 1274 {
		goto l819
	}
l1275:
	if n == 1275 {
		goto l738
	}
l1276:
	if n == 1276 {
		goto l657
	}
l1277:
	if n == 1277 {
		goto l576
	}
l1278:
	if n == 1278 {
		goto l495
	}
l1279:
	if n == 1279 {
		goto l414
	}
l1280:
	if n == 1280 {
		goto l333
	}
l1281:
	if n == 1281 {
		goto l252
	}
l1282:
	if n == 1282 {
		goto l171
	}
l1283:
	if n == 1283 {
		goto l90
	}
l1284:
	if n == 1284 {
		goto l9
	}
l1285:
	if n == 1285 {
		goto l1928
	}
l1286:
	if n == 1286 {
		goto l1847
	}
l1287:
	if n == 1287 {
		goto l1766
	}
l1288:
	if n == 1288 {
		goto l1685
	}
l1289:
	if n == 1289 {
		goto l1604
	}
l1290:
	if n == 1290 {
		goto l1523
	}
l1291:
	if n == 1291 {
		goto l1442
	}
l1292:
	if n == 1292 {
		goto l1361
	}
l1293:
	if n == 1293 {
		goto l1280
	}
l1294:
	if n == 1294 {
		goto l1199
	}
l1295:
	if n == 1295 {
		goto l1118
	}
l1296:
	if n == 1296 {
		goto l1037
	}
l1297:
	if n == 1297 {
		goto l956
	}
l1298:
	if n == 1298 {
		goto l875
	}
l1299:
	if n == 1299 {
		goto l794
	}
l1300:
	if n == 1300 {
		goto l713
	}
l1301:
	if n == 1301 {
		goto l632
	}
l1302:
	if n == 1302 {
		goto l551
	}
l1303:
	if n == 1303 {
		goto l470
	}
l1304:
	if n == 1304 {
		goto l389
	}
l1305:
	if n == 1305 {
		goto l308
	}
l1306:
	if n == 1306 {
		goto l227
	}
l1307:
	if n == 1307 {
		goto l146
	}
l1308:
	if n == 1308 {
		goto l65
	}
l1309:
	if n == 1309 {
		goto l1984
	}
l1310:
	if n == 1310 {
		goto l1903
	}
l1311:
	if n == 1311 {
		goto l1822
	}
l1312:
	if n == 1312 {
		goto l1741
	}
l1313:
	if n == 1313 {
		goto l1660
	}
l1314:
	if n == 1314 {
		goto l1579
	}
l1315:
	if n == 1315 {
		goto l1498
	}
l1316:
	if n == 1316 {
		goto l1417
	}
l1317:
	if n == 1317 {
		goto l1336
	}
l1318:
	if n == 1318 {
		goto l1255
	}
l1319:
	if n == 1319 {
		goto l1174
	}
l1320:
	if n == 1320 {
		goto l1093
	}
l1321:
	if n == 1321 {
		goto l1012
	}
l1322:
	if n == 1322 {
		goto l931
	}
l1323:
	if n == 1323 {
		goto l850
	}
l1324:
	if n == 1324 {
		goto l769
	}
l1325:
	if n == 1325 {
		goto l688
	}
l1326:
	if n == 1326 {
		goto l607
	}
l1327:
	if n == 1327 {
		goto l526
	}
l1328:
	if n == 1328 {
		goto l445
	}
l1329:
	if n == 1329 {
		goto l364
	}
l1330:
	if n == 1330 {
		goto l283
	}
l1331:
	if n == 1331 {
		goto l202
	}
l1332:
	if n == 1332 {
		goto l121
	}
l1333:
	if n == 1333 {
		goto l40
	}
l1334:
	if n == 1334 {
		goto l1959
	}
l1335:
	if n == 1335 {
		goto l1878
	}
l1336:
	if n == 1336 {
		goto l1797
	}
l1337:
	if n == 1337 {
		goto l1716
	}
l1338:
	if n == 1338 {
		goto l1635
	}
l1339:
	if n == 1339 {
		goto l1554
	}
l1340:
	if n == 1340 {
		goto l1473
	}
l1341:
	if n == 1341 {
		goto l1392
	}
l1342:
	if n == 1342 {
		goto l1311
	}
l1343:
	if n == 1343 {
		goto l1230
	}
l1344:
	if n == 1344 {
		goto l1149
	}
l1345:
	if n == 1345 {
		goto l1068
	}
l1346:
	if n == 1346 {
		goto l987
	}
l1347:
	if n == 1347 {
		goto l906
	}
l1348:
	if n == 1348 {
		goto l825
	}
l1349:
	if n == 1349 {
		goto l744
	}
l1350:
	if n == 1350 {
		goto l663
	}
l1351:
	if n == 1351 {
		goto l582
	}
l1352:
	if n == 1352 {
		goto l501
	}
l1353:
	if n == 1353 {
		goto l420
	}
l1354:
	if n == 1354 {
		goto l339
	}
l1355:
	if n == 1355 {
		goto l258
	}
l1356:
	if n == 1356 {
		goto l177
	}
l1357:
	if n == 1357 {
		goto l96
	}
l1358:
	if n == 1358 {
		goto l15
	}
l1359:
	if n == 1359 {
		goto l1934
	}
l1360:
	if n == 1360 {
		goto l1853
	}
l1361:
	if n == 1361 {
		goto l1772
	}
l1362:
	if n == 1362 {
		goto l1691
	}
l1363:
	if n == 1363 {
		goto l1610
	}
l1364:
	if n == 1364 {
		goto l1529
	}
l1365:
	if n == 1365 {
		goto l1448
	}
l1366:
	if n == 1366 {
		goto l1367
	}
l1367:
	if n == 1367 {
		goto l1286
	}
l1368:
	if n == 1368 {
		goto l1205
	}
l1369:
	if n == 1369 {
		goto l1124
	}
l1370:
	if n == 1370 {
		goto l1043
	}
l1371:
	if n == 1371 {
		goto l962
	}
l1372:
	if n == 1372 {
		goto l881
	}
l1373:
	if n == 1373 {
		goto l800
	}
l1374:
	if n == 1374 {
		goto l719
	}
l1375:
	if n == 1375 {
		goto l638
	}
l1376:
	if n == 1376 {
		goto l557
	}
l1377:
	if n == 1377 {
		goto l476
	}
l1378:
	if n == 1378 {
		goto l395
	}
l1379:
	if n == 1379 {
		goto l314
	}
l1380:
	if n == 1380 {
		goto l233
	}
l1381:
	if n == 1381 {
		goto l152
	}
l1382:
	if n == 1382 {
		goto l71
	}
l1383:
	if n == 1383 {
		goto l1990
	}
l1384:
	if n == 1384 {
		goto l1909
	}
l1385:
	if n == 1385 {
		goto l1828
	}
l1386:
	if n == 1386 {
		goto l1747
	}
l1387:
	if n == 1387 {
		goto l1666
	}
l1388:
	if n == 1388 {
		goto l1585
	}
l1389:
	if n == 1389 {
		goto l1504
	}
l1390:
	if n == 1390 {
		goto l1423
	}
l1391:
	if n == 1391 {
		goto l1342
	}
l1392:
	if n == 1392 {
		goto l1261
	}
l1393:
	if n == 1393 {
		goto l1180
	}
l1394:
	if n == 1394 {
		goto l1099
	}
l1395:
	if n == 1395 {
		goto l1018
	}
l1396:
	if n == 1396 {
		goto l937
	}
l1397:
	if n == 1397 {
		goto l856
	}
l1398:
	if n == 1398 {
		goto l775
	}
l1399:
	if n == 1399 {
		goto l694
	}
l1400:
	if n == 1400 {
		goto l613
	}
l1401:
	if n == 1401 {
		goto l532
	}
l1402:
	if n == 1402 {
		goto l451
	}
l1403:
	if n == 1403 {
		goto l370
	}
l1404:
	if n == 1404 {
		goto l289
	}
l1405:
	if n == 1405 {
		goto l208
	}
l1406:
	if n == 1406 {
		goto l127
	}
l1407:
	if n == 1407 {
		goto l46
	}
l1408:
	if n == 1408 {
		goto l1965
	}
l1409:
	if n == 1409 {
		goto l1884
	}
l1410:
	if n == 1410 {
		goto l1803
	}
l1411:
	if n == 1411 {
		goto l1722
	}
l1412:
	if n == 1412 {
		goto l1641
	}
l1413:
	if n == 1413 {
		goto l1560
	}
l1414:
	if n == 1414 {
		goto l1479
	}
l1415:
	if n == 1415 {
		goto l1398
	}
l1416:
	if n == 1416 {
		goto l1317
	}
l1417:
	if n == 1417 {
		goto l1236
	}
l1418:
	if n == 1418 {
		goto l1155
	}
l1419:
	if n == 1419 {
		goto l1074
	}
l1420:
	if n == 1420 {
		goto l993
	}
l1421:
	if n == 1421 {
		goto l912
	}
l1422:
	if n == 1422 {
		goto l831
	}
l1423:
	if n == 1423 {
		goto l750
	}
l1424:
	if n == 1424 {
		goto l669
	}
l1425:
	if n == 1425 {
		goto l588
	}
l1426:
	if n == 1426 {
		goto l507
	}
l1427:
	if n == 1427 {
		goto l426
	}
l1428:
	if n == 1428 {
		goto l345
	}
l1429:
	if n == 1429 {
		goto l264
	}
l1430:
	if n == 1430 {
		goto l183
	}
l1431:
	if n == 1431 {
		goto l102
	}
l1432:
	if n == 1432 {
		goto l21
	}
l1433:
	if n == 1433 {
		goto l1940
	}
l1434:
	if n == 1434 {
		goto l1859
	}
l1435:
	if n == 1435 {
		goto l1778
	}
l1436:
	if n == 1436 {
		goto l1697
	}
l1437:
	if n == 1437 {
		goto l1616
	}
l1438:
	if n == 1438 {
		goto l1535
	}
l1439:
	if n == 1439 {
		goto l1454
	}
l1440:
	if n == 1440 {
		goto l1373
	}
l1441:
	if n == 1441 {
		goto l1292
	}
l1442:
	if n == 1442 {
		goto l1211
	}
l1443:
	if n == 1443 {
		goto l1130
	}
l1444:
	if n == 1444 {
		goto l1049
	}
l1445:
	if n == 1445 {
		goto l968
	}
l1446:
	if n == 1446 {
		goto l887
	}
l1447:
	if n == 1447 {
		goto l806
	}
l1448:
	if n == 1448 {
		goto l725
	}
l1449:
	if n == 1449 {
		goto l644
	}
l1450:
	if n == 1450 {
		goto l563
	}
l1451:
	if n == 1451 {
		goto l482
	}
l1452:
	if n == 1452 {
		goto l401
	}
l1453:
	if n == 1453 {
		goto l320
	}
l1454:
	if n == 1454 {
		goto l239
	}
l1455:
	if n == 1455 {
		goto l158
	}
l1456:
	if n == 1456 {
		goto l77
	}
l1457:
	if n == 1457 {
		goto l1996
	}
l1458:
	if n == 1458 {
		goto l1915
	}
l1459:
	if n == 1459 {
		goto l1834
	}
l1460:
	if n == 1460 {
		goto l1753
	}
l1461:
	if n == 1461 {
		goto l1672
	}
l1462:
	if n == 1462 {
		goto l1591
	}
l1463:
	if n == 1463 {
		goto l1510
	}
l1464:
	if n == 1464 {
		goto l1429
	}
l1465:
	if n == 1465 {
		goto l1348
	}
l1466:
	if n == 1466 {
		goto l1267
	}
l1467:
	if n == 1467 {
		goto l1186
	}
l1468:
	if n == 1468 {
		goto l1105
	}
l1469:
	if n == 1469 {
		goto l1024
	}
l1470:
	if n == 1470 {
		goto l943
	}
l1471:
	if n == 1471 {
		goto l862
	}
l1472:
	if n == 1472 {
		goto l781
	}
l1473:
	if n == 1473 {
		goto l700
	}
l1474:
	if n == 1474 {
		goto l619
	}
l1475:
	if n == 1475 {
		goto l538
	}
l1476:
	if n == 1476 {
		goto l457
	}
l1477:
	if n == 1477 {
		goto l376
	}
l1478:
	if n == 1478 {
		goto l295
	}
l1479:
	if n == 1479 {
		goto l214
	}
l1480:
	if n == 1480 {
		goto l133
	}
l1481:
	if n == 1481 {
		goto l52
	}
l1482:
	if n == 1482 {
		goto l1971
	}
l1483:
	if n == 1483 {
		goto l1890
	}
l1484:
	if n == 1484 {
		goto l1809
	}
l1485:
	if n == 1485 {
		goto l1728
	}
l1486:
	if n == 1486 {
		goto l1647
	}
l1487:
	if n == 1487 {
		goto l1566
	}
l1488:
	if n == 1488 {
		goto l1485
	}
l1489:
	if n == 1489 {
		goto l1404
	}
l1490:
	if n == 1490 {
		goto l1323
	}
l1491:
	if n == 1491 {
		goto l1242
	}
l1492:
	if n == 1492 {
		goto l1161
	}
l1493:
	if n == 1493 {
		goto l1080
	}
l1494:
	if n == 1494 {
		goto l999
	}
l1495:
	if n == 1495 {
		goto l918
	}
l1496:
	if n == 1496 {
		goto l837
	}
l1497:
	if n == 1497 {
		goto l756
	}
l1498:
	if n == 1498 {
		goto l675
	}
l1499:
	if n == 1499 {
		goto l594
	}
l1500:
	if n == 1500 {
		goto l513
	}
l1501:
	if n == 1501 {
		goto l432
	}
l1502:
	if n == 1502 {
		goto l351
	}
l1503:
	if n == 1503 {
		goto l270
	}
l1504:
	if n == 1504 {
		goto l189
	}
l1505:
	if n == 1505 {
		goto l108
	}
l1506:
	if n == 1506 {
		goto l27
	}
l1507:
	if n == 1507 {
		goto l1946
	}
l1508:
	if n == 1508 {
		goto l1865
	}
l1509:
	if n == 1509 {
		goto l1784
	}
l1510:
	if n == 1510 {
		goto l1703
	}
l1511:
	if n == 1511 {
		goto l1622
	}
l1512:
	if n == 1512 {
		goto l1541
	}
l1513:
	if n == 1513 {
		goto l1460
	}
l1514:
	if n == 1514 {
		goto l1379
	}
l1515:
	if n == 1515 {
		goto l1298
	}
l1516:
	if n == 1516 {
		goto l1217
	}
l1517:
	if n == 1517 {
		goto l1136
	}
l1518:
	if n == 1518 {
		goto l1055
	}
l1519:
	if n == 1519 {
		goto l974
	}
l1520:
	if n == 1520 {
		goto l893
	}
l1521:
	if n == 1521 {
		goto l812
	}
l1522:
	if n == 1522 {
		goto l731
	}
l1523:
	if n == 1523 {
		goto l650
	}
l1524:
	if n == 1524 {
		goto l569
	}
l1525:
	if n == 1525 {
		goto l488
	}
l1526:
	if n == 1526 {
		goto l407
	}
l1527:
	if n == 1527 {
		goto l326
	}
l1528:
	if n == 1528 {
		goto l245
	}
l1529:
	if n == 1529 {
		goto l164
	}
l1530:
	if n == 1530 {
		goto l83
	}
l1531:
	if n == 1531 {
		goto l2
	}
l1532:
	if n == 1532 {
		goto l1921
	}
l1533:
	if n == 1533 {
		goto l1840
	}
l1534:
	if n == 1534 {
		goto l1759
	}
l1535:
	if n == 1535 {
		goto l1678
	}
l1536:
	if n == 1536 {
		goto l1597
	}
l1537:
	if n == 1537 {
		goto l1516
	}
l1538:
	if n == 1538 {
		goto l1435
	}
l1539:
	if n == 1539 {
		goto l1354
	}
l1540:
	if n == 1540 {
		goto l1273
	}
l1541:
	if n == 1541 {
		goto l1192
	}
l1542:
	if n == 1542 {
		goto l1111
	}
l1543:
	if n == 1543 {
		goto l1030
	}
l1544:
	if n == 1544 {
		goto l949
	}
l1545:
	if n == 1545 {
		goto l868
	}
l1546:
	if n == 1546 {
		goto l787
	}
l1547:
	if n == 1547 {
		goto l706
	}
l1548:
	if n == 1548 {
		goto l625
	}
l1549:
	if n == 1549 {
		goto l544
	}
l1550:
	if n == 1550 {
		goto l463
	}
l1551:
	if n == 1551 {
		goto l382
	}
l1552:
	if n == 1552 {
		goto l301
	}
l1553:
	if n == 1553 {
		goto l220
	}
l1554:
	if n == 1554 {
		goto l139
	}
l1555:
	if n == 1555 {
		goto l58
	}
l1556:
	if n == 1556 {
		goto l1977
	}
l1557:
	if n == 1557 {
		goto l1896
	}
l1558:
	if n == 1558 {
		goto l1815
	}
l1559:
	if n == 1559 {
		goto l1734
	}
l1560:
	if n == 1560 {
		goto l1653
	}
l1561:
	if n == 1561 {
		goto l1572
	}
l1562:
	if n == 1562 {
		goto l1491
	}
l1563:
	if n == 1563 {
		goto l1410
	}
l1564:
	if n == 1564 {
		goto l1329
	}
l1565:
	if n == 1565 {
		goto l1248
	}
l1566:
	if n == 1566 {
		goto l1167
	}
l1567:
	if n == 1567 {
		goto l1086
	}
l1568:
	if n == 1568 {
		goto l1005
	}
l1569:
	if n == 1569 {
		goto l924
	}
l1570:
	if n == 1570 {
		goto l843
	}
l1571:
	if n == 1571 {
		goto l762
	}
l1572:
	if n == 1572 {
		goto l681
	}
l1573:
	if n == 1573 {
		goto l600
	}
l1574:
	if n == 1574 {
		goto l519
	}
l1575:
	if n == 1575 {
		goto l438
	}
l1576:
	if n == 1576 {
		goto l357
	}
l1577:
	if n == 1577 {
		goto l276
	}
l1578:
	if n == 1578 {
		goto l195
	}
l1579:
	if n == 1579 {
		goto l114
	}
l1580:
	if n == 1580 {
		goto l33
	}
l1581:
	if n == 1581 {
		goto l1952
	}
l1582:
	if n == 1582 {
		goto l1871
	}
l1583:
	if n == 1583 {
		goto l1790
	}
l1584:
	if n == 1584 {
		goto l1709
	}
l1585:
	if n == 1585 {
		goto l1628
	}
l1586:
	if n == 1586 {
		goto l1547
	}
l1587:
	if n == 1587 {
		goto l1466
	}
l1588:
	if n == 1588 {
		goto l1385
	}
l1589:
	if n == 1589 {
		goto l1304
	}
l1590:
	if n == 1590 {
		goto l1223
	}
l1591:
	if n == 1591 {
		goto l1142
	}
l1592:
	if n == 1592 {
		goto l1061
	}
l1593:
	if n == 1593 {
		goto l980
	}
l1594:
	if n == 1594 {
		goto l899
	}
l1595:
	if n == 1595 {
		goto l818
	}
l1596:
	if n == 1596 {
		goto l737
	}
l1597:
	if n == 1597 {
		goto l656
	}
l1598:
	if n == 1598 {
		goto l575
	}
l1599:
	if n == 1599 {
		goto l494
	}
l1600:
	if n == 1600 {
		goto l413
	}
l1601:
	if n == 1601 {
		goto l332
	}
l1602:
	if n == 1602 {
		goto l251
	}
l1603:
	if n == 1603 {
		goto l170
	}
l1604:
	if n == 1604 {
		goto l89
	}
l1605:
	if n == 1605 {
		goto l8
	}
l1606:
	if n == 1606 {
		goto l1927
	}
l1607:
	if n == 1607 {
		goto l1846
	}
l1608:
	if n == 1608 {
		goto l1765
	}
l1609:
	if n == 1609 {
		goto l1684
	}
l1610:
	if n == 1610 {
		goto l1603
	}
l1611:
	if n == 1611 {
		goto l1522
	}
l1612:
	if n == 1612 {
		goto l1441
	}
l1613:
	if n == 1613 {
		goto l1360
	}
l1614:
	if n == 1614 {
		goto l1279
	}
l1615:
	if n == 1615 {
		goto l1198
	}
l1616:
	if n == 1616 {
		goto l1117
	}
l1617:
	if n == 1617 {
		goto l1036
	}
l1618:
	if n == 1618 {
		goto l955
	}
l1619:
	if n == 1619 {
		goto l874
	}
l1620:
	if n == 1620 {
		goto l793
	}
l1621:
	if n == 1621 {
		goto l712
	}
l1622:
	if n == 1622 {
		goto l631
	}
l1623:
	if n == 1623 {
		goto l550
	}
l1624:
	if n == 1624 {
		goto l469
	}
l1625:
	if n == 1625 {
		goto l388
	}
l1626:
	if n == 1626 {
		goto l307
	}
l1627:
	if n == 1627 {
		goto l226
	}
l1628:
	if n == 1628 {
		goto l145
	}
l1629:
	if n == 1629 {
		goto l64
	}
l1630:
	if n == 1630 {
		goto l1983
	}
l1631:
	if n == 1631 {
		goto l1902
	}
l1632:
	if n == 1632 {
		goto l1821
	}
l1633:
	if n == 1633 {
		goto l1740
	}
l1634:
	if n == 1634 {
		goto l1659
	}
l1635:
	if n == 1635 {
		goto l1578
	}
l1636:
	if n == 1636 {
		goto l1497
	}
l1637:
	if n == 1637 {
		goto l1416
	}
l1638:
	if n == 1638 {
		goto l1335
	}
l1639:
	if n == 1639 {
		goto l1254
	}
l1640:
	if n == 1640 {
		goto l1173
	}
l1641:
	if n == 1641 {
		goto l1092
	}
l1642:
	if n == 1642 {
		goto l1011
	}
l1643:
	if n == 1643 {
		goto l930
	}
l1644:
	if n == 1644 {
		goto l849
	}
l1645:
	if n == 1645 {
		goto l768
	}
l1646:
	if n == 1646 {
		goto l687
	}
l1647:
	if n == 1647 {
		goto l606
	}
l1648:
	if n == 1648 {
		goto l525
	}
l1649:
	if n == 1649 {
		goto l444
	}
l1650:
	if n == 1650 {
		goto l363
	}
l1651:
	if n == 1651 {
		goto l282
	}
l1652:
	if n == 1652 {
		goto l201
	}
l1653:
	if n == 1653 {
		goto l120
	}
l1654:
	if n == 1654 {
		goto l39
	}
l1655:
	if n == 1655 {
		goto l1958
	}
l1656:
	if n == 1656 {
		goto l1877
	}
l1657:
	if n == 1657 {
		goto l1796
	}
l1658:
	if n == 1658 {
		goto l1715
	}
l1659:
	if n == 1659 {
		goto l1634
	}
l1660:
	if n == 1660 {
		goto l1553
	}
l1661:
	if n == 1661 {
		goto l1472
	}
l1662:
	if n == 1662 {
		goto l1391
	}
l1663:
	if n == 1663 {
		goto l1310
	}
l1664:
	if n == 1664 {
		goto l1229
	}
l1665:
	if n == 1665 {
		goto l1148
	}
l1666:
	if n == 1666 {
		goto l1067
	}
l1667:
	if n == 1667 {
		goto l986
	}
l1668:
	if n == 1668 {
		goto l905
	}
l1669:
	if n == 1669 {
		goto l824
	}
l1670:
	if n == 1670 {
		goto l743
	}
l1671:
	if n == 1671 {
		goto l662
	}
l1672:
	if n == 1672 {
		goto l581
	}
l1673:
	if n == 1673 {
		goto l500
	}
l1674:
	if n == 1674 {
		goto l419
	}
l1675:
	if n == 1675 {
		goto l338
	}
l1676:
	if n == 1676 {
		goto l257
	}
l1677:
	if n == 1677 {
		goto l176
	}
l1678:
	if n == 1678 {
		goto l95
	}
l1679:
	if n == 1679 {
		goto l14
	}
l1680:
	if n == 1680 {
		goto l1933
	}
l1681:
	if n == 1681 {
		goto l1852
	}
l1682:
	if n == 1682 {
		goto l1771
	}
l1683:
	if n == 1683 {
		goto l1690
	}
l1684:
	if n == 1684 {
		goto l1609
	}
l1685:
	if n == 1685 {
		goto l1528
	}
l1686:
	if n == 1686 {
		goto l1447
	}
l1687:
	if n == 1687 {
		goto l1366
	}
l1688:
	if n == 1688 {
		goto l1285
	}
l1689:
	if n == 1689 {
		goto l1204
	}
l1690:
	if n == 1690 {
		goto l1123
	}
l1691:
	if n == 1691 {
		goto l1042
	}
l1692:
	if n == 1692 {
		goto l961
	}
l1693:
	if n == 1693 {
		goto l880
	}
l1694:
	if n == 1694 {
		goto l799
	}
l1695:
	if n == 1695 {
		goto l718
	}
l1696:
	if n == 1696 {
		goto l637
	}
l1697:
	if n == 1697 {
		goto l556
	}
l1698:
	if n == 1698 {
		goto l475
	}
l1699:
	if n == 1699 {
		goto l394
	}
l1700:
	if n == 1700 {
		goto l313
	}
l1701:
	if n == 1701 {
		goto l232
	}
l1702:
	if n == 1702 {
		goto l151
	}
l1703:
	if n == 1703 {
		goto l70
	}
l1704:
	if n == 1704 {
		goto l1989
	}
l1705:
	if n == 1705 {
		goto l1908
	}
l1706:
	if n == 1706 {
		goto l1827
	}
l1707:
	if n == 1707 {
		goto l1746
	}
l1708:
	if n == 1708 {
		goto l1665
	}
l1709:
	if n == 1709 {
		goto l1584
	}
l1710:
	if n == 1710 {
		goto l1503
	}
l1711:
	if n == 1711 {
		goto l1422
	}
l1712:
	if n == 1712 {
		goto l1341
	}
l1713:
	if n == 1713 {
		goto l1260
	}
l1714:
	if n == 1714 {
		goto l1179
	}
l1715:
	if n == 1715 {
		goto l1098
	}
l1716:
	if n == 1716 {
		goto l1017
	}
l1717:
	if n == 1717 {
		goto l936
	}
l1718:
	if n == 1718 {
		goto l855
	}
l1719:
	if n == 1719 {
		goto l774
	}
l1720:
	if n == 1720 {
		goto l693
	}
l1721:
	if n == 1721 {
		goto l612
	}
l1722:
	if n == 1722 {
		goto l531
	}
l1723:
	if n == 1723 {
		goto l450
	}
l1724:
	if n == 1724 {
		goto l369
	}
l1725:
	if n == 1725 {
		goto l288
	}
l1726:
	if n == 1726 {
		goto l207
	}
l1727:
	if n == 1727 {
		goto l126
	}
l1728:
	if n == 1728 {
		goto l45
	}
l1729:
	if n == 1729 {
		goto l1964
	}
l1730:
	if n == 1730 {
		goto l1883
	}
l1731:
	if n == 1731 {
		goto l1802
	}
l1732:
	if n == 1732 {
		goto l1721
	}
l1733:
	if n == 1733 {
		goto l1640
	}
l1734:
	if n == 1734 {
		goto l1559
	}
l1735:
	if n == 1735 {
		goto l1478
	}
l1736:
	if n == 1736 {
		goto l1397
	}
l1737:
	if n == 1737 {
		goto l1316
	}
l1738:
	if n == 1738 {
		goto l1235
	}
l1739:
	if n == 1739 {
		goto l1154
	}
l1740:
	if n == 1740 {
		goto l1073
	}
l1741:
	if n == 1741 {
		goto l992
	}
l1742:
	if n == 1742 {
		goto l911
	}
l1743:
	if n == 1743 {
		goto l830
	}
l1744:
	if n == 1744 {
		goto l749
	}
l1745:
	if n == 1745 {
		goto l668
	}
l1746:
	if n == 1746 {
		goto l587
	}
l1747:
	if n == 1747 {
		goto l506
	}
l1748:
	if n == 1748 {
		goto l425
	}
l1749:
	if n == 1749 {
		goto l344
	}
l1750:
	if n == 1750 {
		goto l263
	}
l1751:
	if n == 1751 {
		goto l182
	}
l1752:
	if n == 1752 {
		goto l101
	}
l1753:
	if n == 1753 {
		goto l20
	}
l1754:
	if n == 1754 {
		goto l1939
	}
l1755:
	if n == 1755 {
		goto l1858
	}
l1756:
	if n == 1756 {
		goto l1777
	}
l1757:
	if n == 1757 {
		goto l1696
	}
l1758:
	if n == 1758 {
		goto l1615
	}
l1759:
	if n == 1759 {
		goto l1534
	}
l1760:
	if n == 1760 {
		goto l1453
	}
l1761:
	if n == 1761 {
		goto l1372
	}
l1762:
	if n == 1762 {
		goto l1291
	}
l1763:
	if n == 1763 {
		goto l1210
	}
l1764:
	if n == 1764 {
		goto l1129
	}
l1765:
	if n == 1765 {
		goto l1048
	}
l1766:
	if n == 1766 {
		goto l967
	}
l1767:
	if n == 1767 {
		goto l886
	}
l1768:
	if n == 1768 {
		goto l805
	}
l1769:
	if n == 1769 {
		goto l724
	}
l1770:
	if n == 1770 {
		goto l643
	}
l1771:
	if n == 1771 {
		goto l562
	}
l1772:
	if n == 1772 {
		goto l481
	}
l1773:
	if n == 1773 {
		goto l400
	}
l1774:
	if n == 1774 {
		goto l319
	}
l1775:
	if n == 1775 {
		goto l238
	}
l1776:
	if n == 1776 {
		goto l157
	}
l1777:
	if n == 1777 {
		goto l76
	}
l1778:
	if n == 1778 {
		goto l1995
	}
l1779:
	if n == 1779 {
		goto l1914
	}
l1780:
	if n == 1780 {
		goto l1833
	}
l1781:
	if n == 1781 {
		goto l1752
	}
l1782:
	if n == 1782 {
		goto l1671
	}
l1783:
	if n == 1783 {
		goto l1590
	}
l1784:
	if n == 1784 {
		goto l1509
	}
l1785:
	if n == 1785 {
		goto l1428
	}
l1786:
	if n == 1786 {
		goto l1347
	}
l1787:
	if n == 1787 {
		goto l1266
	}
l1788:
	if n == 1788 {
		goto l1185
	}
l1789:
	if n == 1789 {
		goto l1104
	}
l1790:
	if n == 1790 {
		goto l1023
	}
l1791:
	if n == 1791 {
		goto l942
	}
l1792:
	if n == 1792 {
		goto l861
	}
l1793:
	if n == 1793 {
		goto l780
	}
l1794:
	if n == 1794 {
		goto l699
	}
l1795:
	if n == 1795 {
		goto l618
	}
l1796:
	if n == 1796 {
		goto l537
	}
l1797:
	if n == 1797 {
		goto l456
	}
l1798:
	if n == 1798 {
		goto l375
	}
l1799:
	if n == 1799 {
		goto l294
	}
l1800:
	if n == 1800 {
		goto l213
	}
l1801:
	if n == 1801 {
		goto l132
	}
l1802:
	if n == 1802 {
		goto l51
	}
l1803:
	if n == 1803 {
		goto l1970
	}
l1804:
	if n == 1804 {
		goto l1889
	}
l1805:
	if n == 1805 {
		goto l1808
	}
l1806:
	if n == 1806 {
		goto l1727
	}
l1807:
	if n == 1807 {
		goto l1646
	}
l1808:
	if n == 1808 {
		goto l1565
	}
l1809:
	if n == 1809 {
		goto l1484
	}
l1810:
	if n == 1810 {
		goto l1403
	}
l1811:
	if n == 1811 {
		goto l1322
	}
l1812:
	if n == 1812 {
		goto l1241
	}
l1813:
	if n == 1813 {
		goto l1160
	}
l1814:
	if n == 1814 {
		goto l1079
	}
l1815:
	if n == 1815 {
		goto l998
	}
l1816:
	if n == 1816 {
		goto l917
	}
l1817:
	if n == 1817 {
		goto l836
	}
l1818:
	if n == 1818 {
		goto l755
	}
l1819:
	if n == 1819 {
		goto l674
	}
l1820:
	if n == 1820 {
		goto l593
	}
l1821:
	if n == 1821 {
		goto l512
	}
l1822:
	if n == 1822 {
		goto l431
	}
l1823:
	if n == 1823 {
		goto l350
	}
l1824:
	if n == 1824 {
		goto l269
	}
l1825:
	if n == 1825 {
		goto l188
	}
l1826:
	if n == 1826 {
		goto l107
	}
l1827:
	if n == 1827 {
		goto l26
	}
l1828:
	if n == 1828 {
		goto l1945
	}
l1829:
	if n == 1829 {
		goto l1864
	}
l1830:
	if n == 1830 {
		goto l1783
	}
l1831:
	if n == 1831 {
		goto l1702
	}
l1832:
	if n == 1832 {
		goto l1621
	}
l1833:
	if n == 1833 {
		goto l1540
	}
l1834:
	if n == 1834 {
		goto l1459
	}
l1835:
	if n == 1835 {
		goto l1378
	}
l1836:
	if n == 1836 {
		goto l1297
	}
l1837:
	if n == 1837 {
		goto l1216
	}
l1838:
	if n == 1838 {
		goto l1135
	}
l1839:
	if n == 1839 {
		goto l1054
	}
l1840:
	if n == 1840 {
		goto l973
	}
l1841:
	if n == 1841 {
		goto l892
	}
l1842:
	if n == 1842 {
		goto l811
	}
l1843:
	if n == 1843 {
		goto l730
	}
l1844:
	if n == 1844 {
		goto l649
	}
l1845:
	if n == 1845 {
		goto l568
	}
l1846:
	if n == 1846 {
		goto l487
	}
l1847:
	if n == 1847 {
		goto l406
	}
l1848:
	if n == 1848 {
		goto l325
	}
l1849:
	if n == 1849 {
		goto l244
	}
l1850:
	if n == 1850 {
		goto l163
	}
l1851:
	if n == 1851 {
		goto l82
	}
l1852:
	if n == 1852 {
		goto l1
	}
l1853:
	if n == 1853 {
		goto l1920
	}
l1854:
	if n == 1854 {
		goto l1839
	}
l1855:
	if n == 1855 {
		goto l1758
	}
l1856:
	if n == 1856 {
		goto l1677
	}
l1857:
	if n == 1857 {
		goto l1596
	}
l1858:
	if n == 1858 {
		goto l1515
	}
l1859:
	if n == 1859 {
		goto l1434
	}
l1860:
	if n == 1860 {
		goto l1353
	}
l1861:
	if n == 1861 {
		goto l1272
	}
l1862:
	if n == 1862 {
		goto l1191
	}
l1863:
	if n == 1863 {
		goto l1110
	}
l1864:
	if n == 1864 {
		goto l1029
	}
l1865:
	if n == 1865 {
		goto l948
	}
l1866:
	if n == 1866 {
		goto l867
	}
l1867:
	if n == 1867 {
		goto l786
	}
l1868:
	if n == 1868 {
		goto l705
	}
l1869:
	if n == 1869 {
		goto l624
	}
l1870:
	if n == 1870 {
		goto l543
	}
l1871:
	if n == 1871 {
		goto l462
	}
l1872:
	if n == 1872 {
		goto l381
	}
l1873:
	if n == 1873 {
		goto l300
	}
l1874:
	if n == 1874 {
		goto l219
	}
l1875:
	if n == 1875 {
		goto l138
	}
l1876:
	if n == 1876 {
		goto l57
	}
l1877:
	if n == 1877 {
		goto l1976
	}
l1878:
	if n == 1878 {
		goto l1895
	}
l1879:
	if n == 1879 {
		goto l1814
	}
l1880:
	if n == 1880 {
		goto l1733
	}
l1881:
	if n == 1881 {
		goto l1652
	}
l1882:
	if n == 1882 {
		goto l1571
	}
l1883:
	if n == 1883 {
		goto l1490
	}
l1884:
	if n == 1884 {
		goto l1409
	}
l1885:
	if n == 1885 {
		goto l1328
	}
l1886:
	if n == 1886 {
		goto l1247
	}
l1887:
	if n == 1887 {
		goto l1166
	}
l1888:
	if n == 1888 {
		goto l1085
	}
l1889:
	if n == 1889 {
		goto l1004
	}
l1890:
	if n == 1890 {
		goto l923
	}
l1891:
	if n == 1891 {
		goto l842
	}
l1892:
	if n == 1892 {
		goto l761
	}
l1893:
	if n == 1893 {
		goto l680
	}
l1894:
	if n == 1894 {
		goto l599
	}
l1895:
	if n == 1895 {
		goto l518
	}
l1896:
	if n == 1896 {
		goto l437
	}
l1897:
	if n == 1897 {
		goto l356
	}
l1898:
	if n == 1898 {
		goto l275
	}
l1899:
	if n == 1899 {
		goto l194
	}
l1900:
	if n == 1900 {
		goto l113
	}
l1901:
	if n == 1901 {
		goto l32
	}
l1902:
	if n == 1902 {
		goto l1951
	}
l1903:
	if n == 1903 {
		goto l1870
	}
l1904:
	if n == 1904 {
		goto l1789
	}
l1905:
	if n == 1905 {
		goto l1708
	}
l1906:
	if n == 1906 {
		goto l1627
	}
l1907:
	if n == 1907 {
		goto l1546
	}
l1908:
	if n == 1908 {
		goto l1465
	}
l1909:
	if n == 1909 {
		goto l1384
	}
l1910:
	if n == 1910 {
		goto l1303
	}
l1911:
	if n == 1911 {
		goto l1222
	}
l1912:
	if n == 1912 {
		goto l1141
	}
l1913:
	if n == 1913 {
		goto l1060
	}
l1914:
	if n == 1914 {
		goto l979
	}
l1915:
	if n == 1915 {
		goto l898
	}
l1916:
	if n == 1916 {
		goto l817
	}
l1917:
	if n == 1917 {
		goto l736
	}
l1918:
	if n == 1918 {
		goto l655
	}
l1919:
	if n == 1919 {
		goto l574
	}
l1920:
	if n == 1920 {
		goto l493
	}
l1921:
	if n == 1921 {
		goto l412
	}
l1922:
	if n == 1922 {
		goto l331
	}
l1923:
	if n == 1923 {
		goto l250
	}
l1924:
	if n == 1924 {
		goto l169
	}
l1925:
	if n == 1925 {
		goto l88
	}
l1926:
	if n == 1926 {
		goto l7
	}
l1927:
	if n == 1927 {
		goto l1926
	}
l1928:
	if n == 1928 {
		goto l1845
	}
l1929:
	if n == 1929 {
		goto l1764
	}
l1930:
	if n == 1930 {
		goto l1683
	}
l1931:
	if n == 1931 {
		goto l1602
	}
l1932:
	if n == 1932 {
		goto l1521
	}
l1933:
	if n == 1933 {
		goto l1440
	}
l1934:
	if n == 1934 {
		goto l1359
	}
l1935:
	if n == 1935 {
		goto l1278
	}
l1936:
	if n == 1936 {
		goto l1197
	}
l1937:
	if n == 1937 {
		goto l1116
	}
l1938:
	if n == 1938 {
		goto l1035
	}
l1939:
	if n == 1939 {
		goto l954
	}
l1940:
	if n == 1940 {
		goto l873
	}
l1941:
	if n == 1941 {
		goto l792
	}
l1942:
	if n == 1942 {
		goto l711
	}
l1943:
	if n == 1943 {
		goto l630
	}
l1944:
	if n == 1944 {
		goto l549
	}
l1945:
	if n == 1945 {
		goto l468
	}
l1946:
	if n == 1946 {
		goto l387
	}
l1947:
	if n == 1947 {
		goto l306
	}
l1948:
	if n == 1948 {
		goto l225
	}
l1949:
	if n == 1949 {
		goto l144
	}
l1950:
	if n == 1950 {
		goto l63
	}
l1951:
	if n == 1951 {
		goto l1982
	}
l1952:
	if n == 1952 {
		goto l1901
	}
l1953:
	if n == 1953 {
		goto l1820
	}
l1954:
	if n == 1954 {
		goto l1739
	}
l1955:
	if n == 1955 {
		goto l1658
	}
l1956:
	if n == 1956 {
		goto l1577
	}
l1957:
	if n == 1957 {
		goto l1496
	}
l1958:
	if n == 1958 {
		goto l1415
	}
l1959:
	if n == 1959 {
		goto l1334
	}
l1960:
	if n == 1960 {
		goto l1253
	}
l1961:
	if n == 1961 {
		goto l1172
	}
l1962:
	if n == 1962 {
		goto l1091
	}
l1963:
	if n == 1963 {
		goto l1010
	}
l1964:
	if n == 1964 {
		goto l929
	}
l1965:
	if n == 1965 {
		goto l848
	}
l1966:
	if n == 1966 {
		goto l767
	}
l1967:
	if n == 1967 {
		goto l686
	}
l1968:
	if n == 1968 {
		goto l605
	}
l1969:
	if n == 1969 {
		goto l524
	}
l1970:
	if n == 1970 {
		goto l443
	}
l1971:
	if n == 1971 {
		goto l362
	}
l1972:
	if n == 1972 {
		goto l281
	}
l1973:
	if n == 1973 {
		goto l200
	}
l1974:
	if n == 1974 {
		goto l119
	}
l1975:
	if n == 1975 {
		goto l38
	}
l1976:
	if n == 1976 {
		goto l1957
	}
l1977:
	if n == 1977 {
		goto l1876
	}
l1978:
	if n == 1978 {
		goto l1795
	}
l1979:
	if n == 1979 {
		goto l1714
	}
l1980:
	if n == 1980 {
		goto l1633
	}
l1981:
	if n == 1981 {
		goto l1552
	}
l1982:
	if n == 1982 {
		goto l1471
	}
l1983:
	if n == 1983 {
		goto l1390
	}
l1984:
	if n == 1984 {
		goto l1309
	}
l1985:
	if n == 1985 {
		goto l1228
	}
l1986:
	if n == 1986 {
		goto l1147
	}
l1987:
	if n == 1987 {
		goto l1066
	}
l1988:
	if n == 1988 {
		goto l985
	}
l1989:
	if n == 1989 {
		goto l904
	}
l1990:
	if n == 1990 {
		goto l823
	}
l1991:
	if n == 1991 {
		goto l742
	}
l1992:
	if n == 1992 {
		goto l661
	}
l1993:
	if n == 1993 {
		goto l580
	}
l1994:
	if n == 1994 {
		goto l499
	}
l1995:
	if n == 1995 {
		goto l418
	}
l1996:
	if n == 1996 {
		goto l337
	}
l1997:
	if n == 1997 {
		goto l256
	}
l1998:
	if n == 1998 {
		goto l175
	}
l1999:
	if n == 1999 {
		goto l94
	}
	<-time.After(time.Second) // want loopafter receive yes one churn
	if n > 5000 {
		goto l0
	}
}
